package recontrast.bench;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameter;
import recontrast.training.TrainingPlan;

import java.util.List;
import java.util.stream.Stream;

/** The update of a step as the engine's own AdamW does it, to compare with. */
final class EngineUpdate implements Runnable {

    private final List<Parameter> trained;
    private final Optimizer optimizer = Optimizer.adamW()
            .optLearningRateTracker(Tracker.fixed((float) TrainingPlan.PAPER.learningRate()))
            .optWeightDecays((float) TrainingPlan.PAPER.weightDecay())
            .build();

    EngineUpdate(FeatureReconstruction model) {
        this.trained = Stream.concat(model.studentWeights().stream(), model.encoderWeights().stream()).toList();
    }

    @Override
    public void run() {
        trained.forEach(parameter -> optimizer.update(parameter.name(), parameter.stored(), parameter.gradient()));
    }
}
