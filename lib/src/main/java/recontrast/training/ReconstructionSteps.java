package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.analysis.FeatureDiversity;
import recontrast.loss.CosineLoss;
import recontrast.model.Batch;
import recontrast.model.FeatureReconstruction;
import recontrast.model.View;

import java.util.Map;

/** The steps of a model that reconstructs features, under a plan. */
public final class ReconstructionSteps implements Steps {

    private final Optimizers optimizers;
    private final TrainingStep step;
    private final int diversityEvery;

    /** Within the lifetime of the model's tensors. */
    public ReconstructionSteps(FeatureReconstruction model, CosineLoss loss, TrainingPlan plan) {
        this.optimizers = new Optimizers(model, plan);
        this.step = new TrainingStep(model, loss, plan.precision(), optimizers::step);
        this.diversityEvery = plan.diversityEvery();
    }

    /** Tells, now and then, the feature diversity of the encoder that trains, in the mode it trains in. */
    @Override
    public NDArray take(NDManager owner, Batch batch, int iteration, TrainingListener listener) {
        TrainingStep.Taken taken = step.take(owner, batch, iteration);
        if (iteration % diversityEvery == 0) {
            taken.pairs().stream().filter(pair -> pair.view() == View.ENCODER).forEach(pair -> listener.diversity(
                    new Diversity(iteration, pair.stage(), FeatureDiversity.of(pair.target().stopGradient()))));
        }
        return taken.loss();
    }

    @Override
    public Map<String, NDArray> state() {
        return optimizers.state();
    }

    @Override
    public void resume(Map<String, NDArray> state, int iterations) {
        optimizers.resume(state, iterations);
    }

    @Override
    public void close() {
        optimizers.close();
    }
}
