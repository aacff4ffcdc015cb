package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.model.FeatureReconstruction;

import java.util.LinkedHashMap;
import java.util.Map;

/** One optimiser for bottleneck and decoder, one for the encoder: they learn at different rates. */
public final class Optimizers implements AutoCloseable {

    private static final double EPSILON = 1e-8;

    private final AdamW student;
    private final AdamW encoder;

    public Optimizers(FeatureReconstruction model, TrainingPlan plan) {
        NDManager manager = model.parameters().manager();
        this.student = new AdamW(model.studentWeights(), settings(plan, plan.learningRate()), manager);
        this.encoder = new AdamW(model.encoderWeights(), settings(plan, plan.encoderLearningRate()), manager);
    }

    private static AdamW.Settings settings(TrainingPlan plan, double rate) {
        return new AdamW.Settings(rate, plan.weightDecay(), EPSILON, AdamW.SecondMoment.RUNNING);
    }

    /** Moves every trained weight by the gradient of the step in progress. */
    public void step() {
        student.step();
        encoder.step();
    }

    /** Moments by name, valid while this is open. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        name(state, "optimizer.student.", student.state());
        name(state, "optimizer.encoder.", encoder.state());
        return state;
    }

    private static void name(Map<String, NDArray> state, String prefix, NDList arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            state.put(prefix + i, arrays.get(i));
        }
    }

    /** Takes up a state after {@code steps} steps. */
    void resume(Map<String, NDArray> state, long steps) {
        student.resume(select(state, "optimizer.student."), steps);
        encoder.resume(select(state, "optimizer.encoder."), steps);
    }

    private static NDList select(Map<String, NDArray> state, String prefix) {
        NDList selected = new NDList();
        for (int i = 0; state.containsKey(prefix + i); i++) {
            selected.add(state.get(prefix + i));
        }
        return selected;
    }

    @Override
    public void close() {
        student.close();
        encoder.close();
    }
}
