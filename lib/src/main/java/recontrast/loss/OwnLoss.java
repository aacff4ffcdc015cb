package recontrast.loss;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import recontrast.data.Sha256;
import recontrast.model.FeaturePair;
import recontrast.model.GradientTape;
import recontrast.model.Stage;
import recontrast.model.View;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * A loss that is none of the library's. What it is, a program cannot read; what it computes, of fixed features at some
 * iterations, gradients included, is its fingerprint, which run files keep: a changed loss makes another run.
 */
public final class OwnLoss implements CosineLoss {

    private static final List<Integer> ITERATIONS = List.of(0, 1, 10, 50, 100, 500, 1000, 10_000);
    private static final Shape FEATURES = new Shape(2, 5, 3, 3);
    private static final double DIGITS = 1e9; // of figures near 1: processors differ in the fifteenth

    private final Optional<CosineLoss> loss;
    private final String fingerprint;

    private OwnLoss(Optional<CosineLoss> loss, String fingerprint) {
        this.loss = loss;
        this.fingerprint = fingerprint;
    }

    /**
     * A loss to train with.
     *
     * @param manager on a CPU, for what it computes of fixed features
     * @throws IllegalArgumentException if it gives other than one finite number, or nothing that a gradient flows from
     */
    public static OwnLoss of(CosineLoss loss, NDManager manager) {
        return new OwnLoss(Optional.of(loss), fingerprintOf(loss, manager));
    }

    /** What a run file tells of a loss. */
    @JsonCreator
    static OwnLoss told(String fingerprint) {
        return new OwnLoss(Optional.empty(), fingerprint);
    }

    @JsonValue
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public NDArray of(FeaturePair pair, int iteration) {
        return known().of(pair, iteration);
    }

    @Override
    public NDArray of(List<FeaturePair> pairs, int iteration) {
        return known().of(pairs, iteration);
    }

    private CosineLoss known() {
        return loss.orElseThrow(() -> new IllegalStateException("expected the loss of fingerprint " + fingerprint
                + ", which a run file does not hold: give it again by Config.withLoss to train with it"));
    }

    private static String fingerprintOf(CosineLoss loss, NDManager manager) {
        StringBuilder figures = new StringBuilder();
        for (int iteration : ITERATIONS) {
            try (NDManager scratch = manager.newSubManager()) {
                figures(loss, iteration, scratch).forEach(
                        figure -> figures.append(Math.round(DIGITS * figure)).append(' '));
            }
        }
        return Sha256.of(figures.toString()).substring(0, 16);
    }

    /** Loss and gradients, in double precision. */
    private static DoubleStream figures(CosineLoss loss, int iteration, NDManager scratch) {
        List<FeaturePair> pairs = pairs(scratch);
        pairs.forEach(pair -> pair.reconstruction().setRequiresGradient(true));
        try (GradientTape tape = GradientTape.start()) {
            NDArray value = loss.of(pairs, iteration);
            double figure = value.size() == 1 ? value.toType(DataType.FLOAT64, false).getDouble() : Double.NaN;
            if (!Double.isFinite(figure)) {
                throw new IllegalArgumentException("expected a loss of one finite number; found "
                        + (value.size() == 1 ? figure : value.getShape()) + " at iteration " + iteration
                        + ": take the mean over points and images");
            }
            backward(tape, value);
            return DoubleStream.concat(DoubleStream.of(figure), pairs.stream().flatMapToDouble(pair -> {
                NDArray gradient = pair.reconstruction().getGradient();
                gradient.attach(scratch);
                if (gradient.getDataType() != DataType.FLOAT64) { // the engine's own, where backward left none
                    throw new IllegalArgumentException("expected a loss that changes with every reconstruction; found"
                            + " one that leaves out " + pair.stage() + " of " + pair.view() + ": take it times 0");
                }
                return Arrays.stream(gradient.toDoubleArray());
            }));
        }
    }

    private static void backward(GradientTape tape, NDArray value) {
        try {
            tape.backward(value);
        } catch (EngineException noGraph) {
            throw new IllegalArgumentException("expected a loss that changes with the reconstructions; found one"
                    + " that passes no gradient to them: is all of it under stopGradient()?", noGraph);
        }
    }

    private static List<FeaturePair> pairs(NDManager scratch) {
        SplittableRandom random = new SplittableRandom(0);
        return Arrays.stream(View.values()).flatMap(view -> Arrays.stream(Stage.values()).map(stage ->
                new FeaturePair(view, stage, features(random, scratch), features(random, scratch)))).toList();
    }

    private static NDArray features(SplittableRandom random, NDManager scratch) {
        double[] values = random.doubles(FEATURES.size(), -1, 2).toArray();
        return scratch.create(values, FEATURES).duplicate();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnLoss own && own.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "loss " + fingerprint;
    }
}
