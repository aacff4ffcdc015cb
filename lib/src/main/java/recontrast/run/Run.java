package recontrast.run;

import ai.djl.ndarray.types.DataType;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Evaluator;
import recontrast.detector.Method;
import recontrast.metric.NonFiniteMapException;
import recontrast.model.Parameters;
import recontrast.model.Products;
import recontrast.training.Batches;
import recontrast.training.Checkpoint;
import recontrast.training.CoreTurns;
import recontrast.training.Evaluation;
import recontrast.training.History;
import recontrast.training.NonFiniteLossException;
import recontrast.training.SyntheticAuroc;
import recontrast.training.Training;
import recontrast.training.TrainingPlan;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run being made: train to the next evaluation, evaluate, keep, and so on to the end of its plan. */
final class Run implements AutoCloseable {

    private final RunStore store;
    private final RunSpec spec;
    private final TrainingPlan plan;
    private final RunListener listener;
    private final Parameters parameters;
    private final Training training;
    private final Optional<Evaluator> evaluator;
    private final Optional<Evaluator> chooser; // of held-out images and spoilt copies of them
    private final RunResult before;
    private final History.Recorder recorder;
    private final long startedNanos = System.nanoTime();
    private RunResult kept;

    Run(Trial trial, RunSpec spec, Prepared images, CoreTurns cores, RunListener listener) {
        this.store = trial.store();
        this.spec = spec;
        this.plan = spec.plan();
        this.listener = listener;
        Optional<RunResult> stopped = store.find(spec).filter(run -> run.state().isPresent());
        Products products = stopped.map(run -> run.provenance().products()).orElseGet(() -> Compute.products(trial.device()));
        this.parameters = Parameters.within(images.manager(), spec.seed(), DataType.FLOAT32, products);
        AnomalyDetector detector = trial.method().detector(
                parameters, new Method.Setup(trial.backbone(), plan, spec.resolution()));
        trial.weights().loadInto(parameters, trial.backbone());
        this.training = detector.training(images.train(), spec.seed(), cores);
        this.evaluator = evaluator(detector, images.test(), cores);
        this.chooser = evaluator(detector, images.choosing(), cores);
        this.before = takeUp(stopped, Provenance.now(trial.device(), products));
        this.recorder = before.history().resume(listener);
        this.kept = before;
    }

    private Optional<Evaluator> evaluator(AnomalyDetector detector, Batches of, CoreTurns cores) {
        return of.images().count() == 0
                ? Optional.empty() : Optional.of(new Evaluator(detector, of, plan.imageScore(), cores));
    }

    private RunResult takeUp(Optional<RunResult> stopped, Provenance provenance) {
        stopped.ifPresent(run -> takeUp(store.folder(spec), run.state().get(), run.history().iterations()));
        return stopped.map(run -> new RunResult(spec, run.history(), run.seconds(), provenance, run.state()))
                .orElse(RunResult.unstarted(spec, provenance));
    }

    private void takeUp(Path folder, String state, int iterations) {
        try {
            training.resume(folder.resolve(state), iterations);
        } catch (IllegalArgumentException | UncheckedIOException unusable) {
            throw new IllegalStateException(
                    unusable.getMessage() + " Or delete " + folder + " to train again", unusable);
        }
    }

    /**
     * Makes the run, or what of it there is time for before this thread is interrupted.
     *
     * @param turn is told when what is left is to save
     * @throws DivergedException if a loss or a map is not finite; what was evaluated before is kept
     */
    RunResult train(TrainingTurn turn) {
        listener.started(before);
        int reached = before.history().iterations();
        try {
            evaluate(reached); // what an interrupt prevented
            while (reached < plan.iterations()) {
                int next = Math.min(plan.iterations(), (reached / plan.evaluateEvery() + 1) * plan.evaluateEvery());
                reached = training.advance(reached, next, recorder);
                recorder.reached(reached);
                if (reached < next) {
                    break; // interrupted
                }
                evaluate(reached);
            }
        } catch (CancellationException interruptedWhileEvaluating) {
            Thread.interrupted();
        } catch (NonFiniteLossException | NonFiniteMapException diverged) {
            throw new DivergedException(spec, recorder.history(), kept.history(), diverged);
        }
        turn.lastStepTaken();
        return kept.history().iterations() == reached ? kept : keep();
    }

    /** Evaluates where that is due and was not done, where there are images for it, and keeps the run. */
    private void evaluate(int reached) {
        boolean due = reached > 0 && (reached % plan.evaluateEvery() == 0 || reached == plan.iterations());
        if (due && !recorder.history().evaluated()) {
            Optional<SyntheticAuroc> chosenBy = chooser.map(by -> new SyntheticAuroc(reached, by.imageAuroc()));
            Optional<Evaluation> evaluated = evaluator.map(of -> of.evaluate(reached));
            chosenBy.ifPresent(recorder::evaluated);
            evaluated.ifPresent(recorder::evaluated);
            keep();
            store.modelToKeep(spec, reached).ifPresent(file -> Checkpoint.save(parameters, file));
            evaluated.ifPresent(listener::evaluated);
        }
    }

    /** State first, then the run that points to it: a kill in between leaves the run before. */
    private RunResult keep() {
        History history = recorder.history();
        boolean complete = history.iterations() == plan.iterations()
                && (evaluator.isEmpty() && chooser.isEmpty() || history.evaluated());
        Optional<String> state = complete
                ? Optional.empty() : Optional.of("state-%06d.safetensors".formatted(history.iterations()));
        state.ifPresent(name -> training.save(store.folder(spec).resolve(name)));
        if (history.chosen().orElse(history.iterations()) == history.iterations()) { // else an earlier model is the one
            Checkpoint.save(parameters, store.folder(spec).resolve(RunStore.CHECKPOINT));
        }
        double seconds = before.seconds() + (System.nanoTime() - startedNanos) / 1e9;
        kept = new RunResult(spec, history, seconds, before.provenance(), state);
        store.save(kept);
        return kept;
    }

    @Override
    public void close() {
        training.close();
        parameters.close();
    }
}
