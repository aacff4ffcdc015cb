package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.loss.CosineLoss;
import recontrast.model.Batch;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.GradientTape;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Precision;

import java.util.List;
import java.util.stream.Stream;

/** One iteration of the method: reconstruct, measure the loss, go back, update. */
public final class TrainingStep {

    private final FeatureReconstruction model;
    private final CosineLoss loss;
    private final Mode mode;
    private final Update update;
    private final List<Parameter> trained;

    /** Moves the trained weights by their gradients. */
    @FunctionalInterface
    public interface Update {

        /**
         * Called while {@link Parameter#gradient()} is valid.
         *
         * @param iteration of the training, from 0
         */
        void step(int iteration);
    }

    /**
     * What a step leaves until its owner closes.
     *
     * @param loss a scalar on the device
     * @param pairs what the loss was measured on, before the update
     */
    public record Taken(NDArray loss, List<FeaturePair> pairs) { }

    /** In full precision. */
    public TrainingStep(FeatureReconstruction model, CosineLoss loss, Update update) {
        this(model, loss, Precision.FULL, update);
    }

    /**
     * A step of that model.
     *
     * @param precision that the networks compute in; losses, gradients and updates are in full
     */
    public TrainingStep(FeatureReconstruction model, CosineLoss loss, Precision precision, Update update) {
        this.model = model;
        this.loss = loss;
        this.mode = Mode.TRAIN.in(precision);
        this.update = update;
        this.trained = Stream.concat(model.studentWeights().stream(), model.encoderWeights().stream()).toList();
    }

    /**
     * Takes a step.
     *
     * @param owner of everything that the step computes
     * @param batch the images
     * @param iteration of the training, from 0
     */
    public Taken take(NDManager owner, Batch batch, int iteration) {
        trained.forEach(parameter -> parameter.track(owner));
        try {
            List<FeaturePair> pairs;
            NDArray value;
            try (GradientTape tape = GradientTape.start()) {
                pairs = model.reconstruct(batch, mode);
                value = loss.of(pairs, iteration);
                tape.backward(value);
            }
            update.step(iteration);
            return new Taken(value, pairs);
        } finally {
            trained.forEach(Parameter::untrack);
        }
    }
}
