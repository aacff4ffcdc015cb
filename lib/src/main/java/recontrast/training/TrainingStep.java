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

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One iteration of the method: reconstruct, measure the loss, go back, and read or use the gradients. */
public final class TrainingStep {

    private final FeatureReconstruction model;
    private final CosineLoss loss;
    private final List<Parameter> trained;

    public TrainingStep(FeatureReconstruction model, CosineLoss loss) {
        this.model = model;
        this.loss = loss;
        this.trained = Stream.concat(model.studentWeights().stream(), model.encoderWeights().stream()).toList();
    }

    /**
     * Computes loss and gradients.
     *
     * @param step owns everything the step computes
     * @param seen the batch
     * @param iteration the training iteration, from 0
     * @param onPairs shown the pairs before the gradients; must not keep them
     * @param onGradients called while {@link Parameter#gradient()} is valid: the place to update
     * @return the loss, a scalar on the device
     */
    public NDArray run(NDManager step, Batch seen, int iteration,
            Consumer<List<FeaturePair>> onPairs, Runnable onGradients) {
        trained.forEach(parameter -> parameter.track(step));
        try {
            NDArray value;
            try (GradientTape tape = GradientTape.start()) {
                List<FeaturePair> pairs = model.reconstruct(seen, Mode.TRAIN);
                value = loss.of(pairs, iteration);
                tape.backward(value);
                onPairs.accept(pairs);
            }
            onGradients.run();
            return value;
        } finally {
            trained.forEach(Parameter::untrack);
        }
    }
}
