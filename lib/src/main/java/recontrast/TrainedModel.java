package recontrast;

import ai.djl.ndarray.NDManager;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.ScoredImage;
import recontrast.model.Encoder;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.Checkpoint;
import recontrast.training.Evaluator;
import recontrast.training.FrozenFeatures;

import java.util.List;

/** The model of a run, read from its checkpoint; holds memory on the device until closed. */
public final class TrainedModel implements AutoCloseable {

    private final Experiment experiment;
    private final NDManager manager;
    private final FeatureReconstruction model;

    private TrainedModel(Experiment experiment, NDManager manager, FeatureReconstruction model) {
        this.experiment = experiment;
        this.manager = manager;
        this.model = model;
    }

    static TrainedModel open(Experiment experiment, RunResult run) {
        NDManager manager = NDManager.newBaseManager(experiment.device(), "PyTorch");
        Parameters parameters = Parameters.within(manager, run.spec().seed());
        FeatureReconstruction model = Run.model(experiment, run.config(), parameters);
        Checkpoint.load(parameters, experiment.store().checkpoint(run.spec()));
        return new TrainedModel(experiment, manager, model);
    }

    /** Samples with their anomaly maps. */
    public List<ScoredImage> score(List<Sample> samples) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        Encoder constant = model.constantEncoder().orElse(model.encoder());
        try (FrozenFeatures features = new FrozenFeatures(images, constant, manager, 0)) {
            return new Evaluator(model, new Batches(images, features), experiment.plan().imageScore()).score();
        }
    }

    /** The network itself. */
    public FeatureReconstruction network() {
        return model;
    }

    @Override
    public void close() {
        manager.close();
    }
}
