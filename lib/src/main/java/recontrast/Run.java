package recontrast;

import ai.djl.ndarray.NDManager;
import recontrast.data.BatchOrder;
import recontrast.loss.CosineLoss;
import recontrast.metric.NonFiniteMapException;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.Checkpoint;
import recontrast.training.CoreTurns;
import recontrast.training.DiversityProbe;
import recontrast.training.EvaluateEvery;
import recontrast.training.Evaluated;
import recontrast.training.Evaluator;
import recontrast.training.History;
import recontrast.training.NonFiniteLossException;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingLoop;
import recontrast.training.TrainingPlan;
import recontrast.training.TrainingStep;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run being trained: model, loop and what is written down as it goes. */
final class Run implements AutoCloseable {

    private final RunStore store;
    private final RunSpec spec;
    private final Parameters parameters;
    private final FeatureReconstruction model;
    private final TrainingLoop loop;
    private final Batches test;
    private final CoreTurns cores;
    private final RunResult before;
    private final History.Recorder recorder;
    private final Stopwatch stopwatch;
    private RunResult kept;

    Run(Experiment experiment, RunSpec spec, CoreTurns cores, NDManager manager, Batches train, Batches test) {
        TrainingPlan plan = spec.plan();
        this.store = experiment.store();
        this.spec = spec;
        this.parameters = Parameters.within(manager, spec.seed());
        this.model = model(experiment, spec.config(), parameters);
        CosineLoss loss = plan.stageWeights().of(spec.config().loss(plan.ramp()));
        this.loop = new TrainingLoop(model, new TrainingStep(model, loss), train,
                new BatchOrder(train.images().count(), plan.batch(), spec.seed(), plan.variant().lastBatch()), plan, cores);
        this.test = test;
        this.cores = cores;
        this.before = takeUp(Provenance.now(experiment.device()));
        this.recorder = before.history().resume();
        this.stopwatch = new Stopwatch(before.seconds());
        this.kept = before;
    }

    /** The untrained network of a configuration with pretrained encoders. */
    static FeatureReconstruction model(Experiment experiment, Config config, Parameters parameters) {
        FeatureReconstruction model =
                config.architecture(experiment.backbone(), experiment.plan()).build(parameters);
        experiment.weights().loadInto(parameters, experiment.backbone());
        return model;
    }

    private RunResult takeUp(Provenance provenance) {
        Optional<RunResult> known = store.find(spec);
        known.flatMap(RunResult::state).ifPresent(state -> takeUp(state, known.get().history().iterations()));
        return known.filter(run -> run.state().isPresent())
                .map(run -> new RunResult(spec, run.history(), run.seconds(), provenance, run.state()))
                .orElse(RunResult.unstarted(spec, provenance));
    }

    private void takeUp(String state, int iterations) {
        Path folder = store.folder(spec);
        try {
            Checkpoint.load(parameters, loop.optimizers(), iterations, folder.resolve(state));
        } catch (IllegalArgumentException | UncheckedIOException unusable) {
            throw new IllegalStateException(
                    unusable.getMessage() + " Or delete " + folder + " to train again", unusable);
        }
    }

    /** @throws DivergedException if a loss or a map is not finite; what was evaluated before is kept */
    RunResult train(RunListener listener, TrainingTurn turn) {
        try {
            return goOn(listener, turn);
        } catch (NonFiniteLossException | NonFiniteMapException diverged) {
            throw new DivergedException(spec, recorder.history(), kept.history(), diverged);
        }
    }

    private RunResult goOn(RunListener listener, TrainingTurn turn) {
        TrainingPlan plan = spec.plan();
        listener.started(before);
        Optional<EvaluateEvery> evaluation = evaluation(plan, listener);
        int reached = before.history().iterations();
        if (catchUp(evaluation, reached)) {
            reached = loop.run(reached, plan.iterations(), listeners(plan, listener, evaluation));
        }
        turn.lastStepTaken();
        return kept.history().iterations() == reached ? kept : keep();
    }

    private Optional<EvaluateEvery> evaluation(TrainingPlan plan, RunListener listener) {
        TrainingListener keepEvaluated = new TrainingListener() {
            @Override
            public void evaluated(Evaluated evaluated) {
                keep();
            }
        };
        return test.images().count() == 0 ? Optional.empty() : Optional.of(new EvaluateEvery(
                new Evaluator(model, test, plan, cores), plan.evaluateEvery(), plan.iterations(),
                TrainingListener.all(List.of(recorder, keepEvaluated, listener))));
    }

    /** Makes up for an evaluation that an interrupt prevented; false if it is interrupted again. */
    private boolean catchUp(Optional<EvaluateEvery> evaluation, int reached) {
        boolean evaluated = before.history().last().filter(last -> last.iteration() == reached).isPresent();
        if (reached == 0 || evaluated) {
            return true;
        }
        try {
            evaluation.ifPresent(due -> due.stepped(reached, before.history().losses().get(reached - 1)));
            return true;
        } catch (CancellationException interruptedAgain) {
            Thread.interrupted();
            return false;
        }
    }

    private TrainingListener listeners(
            TrainingPlan plan, RunListener listener, Optional<EvaluateEvery> evaluation) {
        List<TrainingListener> all = new ArrayList<>(List.of(recorder, listener));
        all.add(new DiversityProbe(plan.diversityEvery(), TrainingListener.all(List.of(recorder, listener))));
        evaluation.ifPresent(all::add);
        return TrainingListener.all(all);
    }

    /** State first, then the run that points to it: a kill in between leaves the run before. */
    private RunResult keep() {
        History history = recorder.history();
        Optional<String> state = stateName(history);
        state.ifPresent(name -> Checkpoint.save(parameters, loop.optimizers(), store.folder(spec).resolve(name)));
        Checkpoint.save(parameters, store.checkpoint(spec));
        kept = new RunResult(spec, history, stopwatch.seconds(), before.provenance(), state);
        store.save(kept);
        return kept;
    }

    /** Where to go on from; nowhere once all steps are taken and judged. */
    private Optional<String> stateName(History history) {
        int reached = history.iterations();
        boolean judged = test.images().count() == 0
                || history.last().filter(last -> last.iteration() == reached).isPresent();
        return reached == spec.plan().iterations() && judged
                ? Optional.empty() : Optional.of("state-%06d.safetensors".formatted(reached));
    }

    @Override
    public void close() {
        loop.close();
        parameters.close();
    }

    /** Seconds since now, added to those of earlier sittings. */
    private record Stopwatch(double earlier, long startedNanos) {

        Stopwatch(double earlier) {
            this(earlier, System.nanoTime());
        }

        double seconds() {
            return earlier + (System.nanoTime() - startedNanos) / 1e9;
        }
    }
}
