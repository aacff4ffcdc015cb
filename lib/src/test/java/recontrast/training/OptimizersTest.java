package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.model.Backbone;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Moves of one weight of the decoder and one of the encoder under gradients of 1 or -1, in units of the learning rate.
 *
 * <p>AdamW moves by the whole rate where all gradients it remembers are alike, whatever their number.
 */
class OptimizersTest {

    private static final double RATE = 0.5;
    private static final double ENCODER_RATE = 0.25;

    /** The first moment of 1, 1, 1, -1, corrected for its start. */
    private static final double MIXED = (0.1 * (0.9 + 0.81 + 0.729) - 0.1) / (1 - 0.6561);

    /** One weight after the other: how far it moved. */
    private record Move(double student, double encoder) { }

    private static TrainingPlan plan(Variant variant, int iterations) {
        return TrainingPlan.EMBEDDED.withIterations(iterations).withLearningRate(RATE)
                .withEncoderLearningRate(ENCODER_RATE).withWeightDecay(0).withVariant(variant);
    }

    @Test
    void forgetAndRestAsTheStableVariantSays() {
        Variant variant = Variant.STABLE.restarting(new Restart(3, 2));
        List<Move> moves = moves(plan(variant, 6), 1, 1, 1, -1, -1, -1);
        assertThat(moves.get(2).student()).isCloseTo(-1, within(1e-4));
        assertThat(moves.get(2).encoder()).isCloseTo(-1, within(1e-4));
        assertThat(moves.get(3).student()).as("as if it had never seen another gradient").isCloseTo(1, within(1e-4));
        assertThat(moves.get(3).encoder()).isZero();
        assertThat(moves.get(4).encoder()).isZero();
        assertThat(moves.get(5).encoder()).as("remembers").isCloseTo(-MIXED, within(1e-4));
    }

    @Test
    void rememberEverythingInTheStandardOne() {
        List<Move> moves = moves(plan(Variant.STANDARD, 6), 1, 1, 1, -1);
        assertThat(moves.get(3).student()).isCloseTo(-MIXED, within(1e-4));
        assertThat(moves.get(3).encoder()).isCloseTo(-MIXED, within(1e-4));
    }

    @Test
    void moveAFifthAsFarInTheLastFifthOfTheUnifiedOne() {
        List<Move> moves = moves(plan(Variant.UNIFIED, 5), 1, 1, 1, 1, 1);
        assertThat(moves.get(3).student()).isCloseTo(-1, within(1e-4));
        assertThat(moves.get(3).encoder()).isCloseTo(-1, within(1e-4));
        assertThat(moves.get(4).student()).isCloseTo(-0.2, within(1e-4));
        assertThat(moves.get(4).encoder()).isCloseTo(-0.2, within(1e-4));
    }

    /** The largest second moment is that of the gradient of 4: (1 - 0.999) * 16 against what has faded. */
    @Test
    void divideByTheLargestSecondMomentInTheUnifiedOne() {
        List<Move> moves = moves(plan(Variant.UNIFIED, 50), 4, 0, 0);
        double mean = 0.1 * 4 * 0.9 * 0.9 / (1 - Math.pow(0.9, 3));
        double largest = Math.sqrt(0.001 * 16 / (1 - Math.pow(0.999, 3)));
        assertThat(moves.get(2).student()).isCloseTo(-mean / largest, within(1e-4));
        assertThat(moves.get(2).student()).as("not the running one")
                .isNotCloseTo(-mean / (largest * Math.sqrt(0.999 * 0.999)), within(2e-4));
    }

    private static List<Move> moves(TrainingPlan plan, double... gradients) {
        try (NDManager manager = NDManager.newBaseManager(); Parameters parameters = Parameters.within(manager, 0)) {
            FeatureReconstruction model = Config.OURS.architecture(Backbone.EFFICIENTNET_LITE0, plan).build(parameters);
            Parameter student = model.studentWeights().get(0);
            Parameter encoder = model.encoderWeights().get(0);
            List<Move> moves = new ArrayList<>();
            try (Optimizers optimizers = new Optimizers(model, plan)) {
                for (int iteration = 0; iteration < gradients.length; iteration++) {
                    double studentBefore = first(student);
                    double encoderBefore = first(encoder);
                    step(model, optimizers, iteration, gradients[iteration]);
                    moves.add(new Move((first(student) - studentBefore) / RATE,
                            (first(encoder) - encoderBefore) / ENCODER_RATE));
                }
            }
            return moves;
        }
    }

    private static double first(Parameter parameter) {
        return parameter.stored().toFloatArray()[0];
    }

    private static void step(FeatureReconstruction model, Optimizers optimizers, int iteration, double gradient) {
        List<Parameter> all =
                Stream.concat(model.studentWeights().stream(), model.encoderWeights().stream()).toList();
        try (NDManager step = model.parameters().manager().newSubManager()) {
            all.forEach(parameter -> parameter.track(step));
            NDArray one = step.ones(new Shape(1));
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(all.stream().map(parameter -> parameter.value(one).sum())
                        .reduce(NDArray::add).orElseThrow().mul(gradient));
            }
            optimizers.step(iteration);
        } finally {
            all.forEach(Parameter::untrack);
        }
    }
}
