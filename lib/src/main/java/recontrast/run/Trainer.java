package recontrast.run;

import ai.djl.ndarray.NDManager;
import recontrast.data.DataException;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Makes runs: those that were finished before are used again, stopped ones go on where they were, and neighbours on the
 * same images share them, decoded once, and their features by the pretrained encoder. Nothing is prepared before a run
 * needs it.
 */
public final class Trainer implements AutoCloseable {

    private final Trial first;
    private final RunListener listener;
    private Optional<Prepared> prepared = Optional.empty();

    /** For a trial and those that share with it. */
    private Trainer(Trial first, RunListener listener) {
        requireBothKinds(first);
        this.first = first;
        this.listener = listener;
    }

    /** Said before training, not at the first evaluation; no test images at all means no evaluation. */
    private static void requireBothKinds(Trial trial) {
        for (List<Sample> testSet : trial.category().testSets()) {
            long defective = testSet.stream().filter(Sample::anomalous).count();
            long good = testSet.size() - defective;
            if (good == 0 || defective == 0) {
                throw new DataException("expected good and defective test images in "
                        + testSet.get(0).origin().orElse(trial.category().name()) + "; found " + good + " good, "
                        + defective + " defective: add the missing kind, or remove the test folder to train only");
            }
        }
    }

    /**
     * The runs in order; fewer if this thread was interrupted, the last of them unfinished where it was in training.
     *
     * @throws CancellationException if it was interrupted before the first
     */
    public static List<RunResult> train(List<Trial> trials, RunListener listener) {
        List<RunResult> runs = new ArrayList<>();
        while (runs.size() < trials.size()) {
            try (Trainer trainer = new Trainer(trials.get(runs.size()), Aside.listener(RunListener.class, listener))) {
                do {
                    runs.add(trainer.train(trials.get(runs.size())));
                    if (!runs.get(runs.size() - 1).finished()) {
                        return runs;
                    }
                } while (runs.size() < trials.size() && trials.get(runs.size()).shares(trainer.first));
            } catch (CancellationException interruptedWhilePreparing) {
                if (runs.isEmpty()) {
                    throw interruptedWhilePreparing;
                }
                Thread.interrupted();
                return runs;
            }
        }
        return runs;
    }

    /**
     * The same for the runs of a sweep.
     *
     * @param values what it gives to each, by the name of the setting; the listener is told of them first
     */
    public static List<RunResult> train(
            List<Trial> trials, Map<RunSpec, Map<String, Object>> values, RunListener listener) {
        Aside.listener(RunListener.class, listener).swept(values);
        return train(trials, listener);
    }

    private RunResult train(Trial trial) {
        RunSpec spec = trial.spec();
        Optional<RunResult> finished = finished(trial, spec);
        if (finished.isEmpty()) {
            try (TrainingTurn turn = TrainingTurn.take(spec, listener)) {
                finished = finished(trial, spec); // by the thread that was waited for
                if (finished.isEmpty()) {
                    RunResult trained = train(trial, spec, turn);
                    return trained.finished() ? calibrated(trained, trial) : trained;
                }
            }
        }
        listener.reused(finished.get(), trial.store().place(spec));
        return calibrated(finished.get(), trial);
    }

    /** The run, with what its model makes of the images that are held out, where there are any and it is not known yet. */
    private static RunResult calibrated(RunResult run, Trial trial) {
        List<Sample> calibrating = trial.heldOut().calibrating();
        String images = trial.heldOutFingerprint();
        if (calibrating.isEmpty() || run.calibration().filter(known -> known.images().equals(images)).isPresent()) {
            return run;
        }
        try (TrainedModel model = TrainedModel.open(trial.store(), run.spec(), trial.maskRule(), trial.device())) {
            RunResult calibrated = run.with(model.calibration(calibrating, images));
            if (trial.store().owns(run.spec())) {
                trial.store().save(calibrated);
            }
            return calibrated;
        }
    }

    private static Optional<RunResult> finished(Trial trial, RunSpec spec) {
        return trial.store().find(spec).filter(RunResult::finished);
    }

    @SuppressWarnings("try") // the lock is held, not used
    private RunResult train(Trial trial, RunSpec spec, TrainingTurn turn) {
        Prepared ready = prepared();
        try (RunStore.Lock reserved = trial.store().lock(spec);
                CoreTurns cores = CoreTurns.on(trial.device());
                Run run = new Run(trial, spec, ready, cores, listener)) {
            RunResult result = run.train(turn);
            listener.ended(result);
            return result;
        }
    }

    private Prepared prepared() {
        return prepared.orElseGet(() -> {
            first.weights().fetch(listener.downloads());
            NDManager manager = Compute.manager(first.device());
            try {
                Optional<Encoder> pretrained = Optional.of(pretrained(manager));
                prepared = Optional.of(new Prepared(manager,
                        Batches.kept(images(first.category().train()), pretrained, manager),
                        Batches.seldom(images(first.category().test()), pretrained, manager),
                        Batches.seldom(images(first.heldOut().withSpoiltCopies()), pretrained, manager)));
                return prepared.get();
            } finally {
                if (prepared.isEmpty()) {
                    manager.close();
                }
            }
        });
    }

    private Encoder pretrained(NDManager manager) {
        Parameters parameters = Parameters.within(manager, first.seed());
        Encoder encoder = new Encoder(first.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        first.weights().loadInto(parameters, first.backbone());
        return encoder;
    }

    private PreparedImages images(List<Sample> samples) {
        return PreparedImages.of(samples, first.resolution(), first.maskRule());
    }

    @Override
    public void close() {
        prepared.ifPresent(ready -> ready.manager().close());
    }
}
