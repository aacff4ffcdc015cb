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
import recontrast.training.CoreTurns;
import recontrast.weights.DownloadListener;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs share: images decoded once, and their features by the pretrained encoder. Nothing is prepared before a run
 * needs it: where all are finished, nothing is.
 */
final class Workbench implements AutoCloseable {

    private final Experiment experiment;
    private Optional<Prepared> prepared = Optional.empty();

    private record Prepared(NDManager manager, Batches train, Batches test) { }

    Workbench(Experiment experiment) {
        requireBothKinds(experiment.category());
        this.experiment = experiment;
    }

    /** Said before training, not at the first evaluation; no test images at all means no evaluation. */
    private static void requireBothKinds(Category category) {
        for (List<Sample> testSet : category.testSets()) {
            long defective = testSet.stream().filter(Sample::anomalous).count();
            long good = testSet.size() - defective;
            if (good == 0 || defective == 0) {
                throw new DataException("expected good and defective test images in "
                        + testSet.get(0).origin().orElse(category.name()) + "; found " + good + " good, " + defective
                        + " defective: add the missing kind, or remove the test folder to train only");
            }
        }
    }

    /** Whether the runs of another experiment, of another plan or seed perhaps, share the same images and features. */
    boolean serves(Experiment other) {
        return other.category().equals(experiment.category()) && other.resolution().equals(experiment.resolution())
                && other.maskRule() == experiment.maskRule() && other.backbone().equals(experiment.backbone())
                && other.weights().id().equals(experiment.weights().id()) && other.device().equals(experiment.device())
                && (other.seed() == experiment.seed() || experiment.weights().pretrained());
    }

    private Prepared prepared(DownloadListener downloads) {
        return prepared.orElseGet(() -> {
            experiment.weights().fetch(downloads);
            NDManager manager = Compute.manager(experiment.device());
            try {
                Encoder pretrained = pretrained(manager);
                prepared = Optional.of(new Prepared(manager,
                        Batches.kept(images(experiment.category().train()), pretrained, manager),
                        Batches.seldom(images(experiment.category().test()), pretrained, manager)));
                return prepared.get();
            } finally {
                if (prepared.isEmpty()) {
                    manager.close();
                }
            }
        });
    }

    private Encoder pretrained(NDManager manager) {
        Parameters parameters = Parameters.within(manager, experiment.seed());
        Encoder encoder = new Encoder(
                experiment.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        experiment.weights().loadInto(parameters, experiment.backbone());
        return encoder;
    }

    private PreparedImages images(List<Sample> samples) {
        return PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
    }

    /**
     * Trains configurations of an experiment that this bench serves, one after another.
     *
     * @return a result for each configuration begun; the last one unfinished if this thread was interrupted
     */
    List<RunResult> train(Experiment served, List<Config> configs, RunListener listener) {
        RunListener told = new ListenerAside(listener);
        List<RunResult> results = new ArrayList<>();
        for (Config config : configs) {
            RunResult result = train(served, served.spec(config), told);
            results.add(result);
            if (!result.finished()) {
                break;
            }
        }
        return results;
    }

    private RunResult train(Experiment served, RunSpec spec, RunListener listener) {
        Optional<RunResult> finished = finished(served, spec);
        if (finished.isEmpty()) {
            try (TrainingTurn turn = TrainingTurn.take(spec, listener)) {
                finished = finished(served, spec); // by the thread that was waited for
                if (finished.isEmpty()) {
                    return train(served, spec, prepared(listener.downloads()), listener, turn);
                }
            }
        }
        listener.reused(finished.get(), served.store().folder(spec));
        return finished.get();
    }

    private static Optional<RunResult> finished(Experiment served, RunSpec spec) {
        return served.store().find(spec).filter(RunResult::finished);
    }

    @SuppressWarnings("try") // the lock is held, not used
    private static RunResult train(
            Experiment served, RunSpec spec, Prepared ready, RunListener listener, TrainingTurn turn) {
        try (RunStore.Lock reserved = served.store().lock(spec);
                CoreTurns cores = CoreTurns.on(served.device());
                Run run = new Run(served, spec, cores, ready.manager(), ready.train(), ready.test())) {
            RunResult result = run.train(listener, turn);
            listener.ended(result);
            return result;
        }
    }

    @Override
    public void close() {
        prepared.ifPresent(ready -> ready.manager().close());
    }
}
