package recontrast.training;

import ai.djl.ndarray.NDManager;
import recontrast.data.BatchOrder;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Observation;

import java.util.concurrent.CancellationException;

/** Trains a model: for each batch, reconstruct, measure the loss, go back, update, tell. */
public final class TrainingLoop implements AutoCloseable {

    private final NDManager manager;
    private final TrainingStep step;
    private final Batches train;
    private final BatchOrder order;
    private final Optimizers optimizers;

    /** Builds the loop around a model, within the lifetime of the model's tensors. */
    public TrainingLoop(FeatureReconstruction model, TrainingStep step, Batches train, BatchOrder order,
            TrainingPlan plan) {
        this.manager = model.parameters().manager();
        this.step = step;
        this.train = train;
        this.order = order;
        this.optimizers = new Optimizers(model, plan);
    }

    /**
     * Trains from one iteration to another, or until this thread is interrupted; the interrupt is then consumed.
     *
     * @return the iteration reached
     * @throws NonFiniteLossException if a loss is infinite or no number; the step that gave it is not recorded
     */
    public int run(int from, int to, TrainingListener listener) {
        int iteration = from;
        try {
            while (iteration < to && !Thread.interrupted()) {
                float loss = take(iteration, listener);
                iteration++;
                listener.stepped(iteration, loss);
            }
        } catch (CancellationException interruptedWhileEvaluating) {
            Thread.interrupted();
        }
        return iteration;
    }

    private float take(int iteration, TrainingListener listener) {
        try (NDManager scratch = manager.newSubManager()) {
            Observation seen = train.observe(scratch, order.at(iteration));
            float loss = step.run(scratch, seen, iteration,
                    pairs -> listener.reconstructed(iteration, pairs), () -> optimizers.step(iteration)).getFloat();
            if (!Float.isFinite(loss)) {
                throw new NonFiniteLossException(iteration, loss);
            }
            return loss;
        }
    }

    /** The optimisers, whose state a checkpoint keeps. */
    public Optimizers optimizers() {
        return optimizers;
    }

    @Override
    public void close() {
        optimizers.close();
    }
}
