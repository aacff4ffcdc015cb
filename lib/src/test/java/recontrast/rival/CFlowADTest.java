package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import recontrast.model.Stage;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class CFlowADTest {

    private static final int CONDITION = 128;

    /** golden/frozen_heads.json was computed by anomalib and FrEIA. */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        try (OneStep step = new OneStep(Rivals.CFLOWAD)) {
            step.assertGoldenMaps("cflow");
        }
    }

    /** However few are scored at once. */
    @Test
    void scoresInPartsWhatItScoresAtOnce() {
        try (OneStep step = new OneStep(new CFlowAD(8, 1.9, CONDITION, 50, 2e-4, 0.02))) {
            step.assertGoldenMaps("cflow");
        }
    }

    /** Of a flow of the same weights, whose likelihood the maps above are made of. */
    @Test
    void losesTheLogarithmOfTheLikelihoodsSigmoid() {
        try (OneStep step = new OneStep(Rivals.CFLOWAD)) {
            double expected = 0;
            for (Stage stage : Stage.values()) {
                NDArray layer = step.features().at(stage);
                String name = "flow" + (stage.ordinal() + 1);
                CFlowAD.Flow twin = new CFlowAD.Flow(
                        step.twin().root().at(name), 8, (int) layer.getShape().get(1), CONDITION, 1.9);
                double[] logLikelihood = OneStep.doubles(twin.logLikelihood(Patches.rows(layer), places(step, layer)));
                expected += Arrays.stream(logLikelihood).map(x -> Math.log1p(Math.exp(-x))).average().orElseThrow();
            }
            OneStep.assertFigure(step.take(), expected);
        }
    }

    /** Vaswani et al. 2017, in two dimensions: the first half tells the column, the second the row. */
    private static NDArray places(OneStep step, NDArray layer) {
        int side = (int) layer.getShape().get(2);
        double[] places = IntStream.range(0, OneStep.IMAGES * side * side).boxed()
                .flatMapToDouble(i -> DoubleStream.concat(waves(i % side), waves(i % (side * side) / side))).toArray();
        float[] floats = new float[places.length];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) places[i]);
        return step.manager.create(floats, new Shape(floats.length / CONDITION, CONDITION));
    }

    private static DoubleStream waves(int position) {
        return IntStream.range(0, CONDITION / 4).boxed().flatMapToDouble(wave -> {
            double angle = position / Math.pow(10_000, wave / 32.0);
            return DoubleStream.of(Math.sin(angle), Math.cos(angle));
        });
    }

    @Test
    void theRateRisesThenFallsInHalfACosine() {
        CFlowAD flow = new CFlowAD(8, 1.9, CONDITION, 8192, 2e-4, 0.02);
        assertThat(IntStream.of(0, 1, 50, 99).mapToDouble(i -> flow.annealed(i, 100)).toArray())
                .containsExactly(new double[] {0.5, 0.99975, 0.5, 0.00025}, within(1e-5));
    }

    @Test
    void anOddConditionIsRefused() {
        assertThatThrownBy(() -> new CFlowAD(8, 1.9, 30, 8192, 2e-4, 0.02))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a condition of 4, 8, 12 ... numbers, sines and cosines of row and column; found 30");
    }
}
