package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.FeatureReconstruction;

import java.util.LinkedHashMap;
import java.util.Map;

/** One optimiser for bottleneck and decoder, one for the encoder: they learn at different rates. */
public final class Optimizers implements AutoCloseable {

    private static final String STUDENT = Checkpoint.OPTIMIZER + "student.moment.";
    private static final String ENCODER = Checkpoint.OPTIMIZER + "encoder.moment.";

    private final AdamW student;
    private final AdamW encoder;
    private final Updates updates;
    private final int iterations;

    public Optimizers(FeatureReconstruction model, TrainingPlan plan) {
        NDManager manager = model.parameters().manager();
        this.updates = plan.variant().updates();
        this.iterations = plan.iterations();
        this.student = new AdamW(
                model.studentWeights(), updates.settings(plan.learningRate(), plan.weightDecay()), manager);
        this.encoder = new AdamW(
                model.encoderWeights(), updates.settings(plan.encoderLearningRate(), plan.weightDecay()), manager);
    }

    /**
     * Moves every trained weight by the gradient of the step in progress.
     *
     * @param iteration of the training, from 0
     */
    public void step(int iteration) {
        double rateFactor = updates.rateFactor(iteration, iterations);
        if (updates.restartBefore(iteration)) {
            student.reset();
        }
        student.step(rateFactor);
        if (updates.moveEncoder(iteration)) {
            encoder.step(rateFactor);
        }
    }

    /** Moments by name, valid while this is open. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(student.state(STUDENT));
        state.putAll(encoder.state(ENCODER));
        return state;
    }

    /** Takes up a state after so many iterations. */
    void resume(Map<String, NDArray> state, int reached) {
        student.resume(state, STUDENT, updates.remembered(reached));
        encoder.resume(state, ENCODER, updates.encoderUpdates(reached));
    }

    @Override
    public void close() {
        student.close();
        encoder.close();
    }
}
