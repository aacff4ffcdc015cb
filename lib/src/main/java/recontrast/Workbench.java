package recontrast;

import ai.djl.ndarray.NDManager;
import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.FrozenFeatures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the runs of an experiment share: images decoded once, and their features by the pretrained encoder. */
final class Workbench implements AutoCloseable {

    private static final long FEATURE_BUDGET = 1L << 30; // bytes, for training and test set each

    private final Experiment experiment;
    private final NDManager manager;
    private final Batches train;
    private final Batches test;

    Workbench(Experiment experiment) {
        requireBothKinds(experiment.category());
        this.experiment = experiment;
        this.manager = NDManager.newBaseManager(experiment.device(), "PyTorch");
        Encoder pretrained = pretrained();
        this.train = batches(pretrained, experiment.category().train());
        this.test = batches(pretrained, experiment.category().test());
    }

    /** Said before training, not at the first evaluation; no test images at all means no evaluation. */
    private static void requireBothKinds(Category category) {
        long defective = category.test().stream().filter(Sample::anomalous).count();
        long good = category.test().size() - defective;
        if (!category.test().isEmpty() && (good == 0 || defective == 0)) {
            throw new DataException("expected good and defective test images in " + category.name() + "; found " + good
                    + " good, " + defective + " defective: add the missing kind, or remove the test folder to train only");
        }
    }

    private Encoder pretrained() {
        Parameters parameters = Parameters.within(manager, experiment.seed());
        Encoder encoder = new Encoder(
                experiment.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        experiment.weights().loadInto(parameters, experiment.backbone());
        return encoder;
    }

    private Batches batches(Encoder encoder, List<Sample> samples) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        return new Batches(images, new FrozenFeatures(images, encoder, manager, FEATURE_BUDGET));
    }

    List<RunResult> train(List<Config> configs, RunListener listener) {
        List<RunResult> results = new ArrayList<>();
        for (Config config : configs) {
            RunResult result = train(experiment.spec(config), listener);
            results.add(result);
            if (!result.finished()) {
                break;
            }
        }
        return results;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private RunResult train(RunSpec spec, RunListener listener) {
        Optional<RunResult> known = experiment.store().find(spec);
        if (known.filter(RunResult::finished).isPresent()) {
            listener.reused(known.get());
            return known.get();
        }
        try (RunStore.Lock reserved = experiment.store().lock(spec);
                Run run = new Run(experiment, spec, manager, train, test)) {
            RunResult result = run.train(listener);
            listener.ended(result);
            return result;
        }
    }

    Batches test() {
        return test;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
