package recontrast;

import ai.djl.ndarray.NDManager;
import recontrast.data.BatchOrder;
import recontrast.model.Activation;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.Checkpoint;
import recontrast.training.DiversityProbe;
import recontrast.training.EvaluateEvery;
import recontrast.training.Evaluated;
import recontrast.training.Evaluator;
import recontrast.training.History;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingLoop;
import recontrast.training.TrainingPlan;
import recontrast.training.TrainingStep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run being trained: model, loop and what is written down as it goes. */
final class Run implements AutoCloseable {

    private final RunStore store;
    private final RunSpec spec;
    private final Parameters parameters;
    private final FeatureReconstruction model;
    private final TrainingLoop loop;
    private final Batches test;
    private final RunResult before;
    private final History.Recorder recorder;
    private final Stopwatch stopwatch;

    Run(Experiment experiment, RunSpec spec, NDManager manager, Batches train, Batches test) {
        TrainingPlan plan = spec.plan();
        this.store = experiment.store();
        this.spec = spec;
        this.parameters = Parameters.within(manager, spec.seed());
        this.model = model(experiment, spec.config(), parameters);
        this.loop = new TrainingLoop(model, new TrainingStep(model, spec.config().loss(plan.ramp())), train,
                new BatchOrder(train.images().count(), plan.batch(), spec.seed()), plan);
        this.test = test;
        this.before = takeUp(Provenance.now(experiment.device()));
        this.recorder = before.history().resume();
        this.stopwatch = new Stopwatch(before.seconds());
    }

    /** The untrained network of a configuration with pretrained encoders. */
    static FeatureReconstruction model(Experiment experiment, Config config, Parameters parameters) {
        FeatureReconstruction model = config.architecture(experiment.backbone(),
                experiment.plan().encoderTraining(), Normalization.BATCH, Activation.RELU).build(parameters);
        experiment.weights().loadInto(parameters, experiment.backbone());
        return model;
    }

    private RunResult takeUp(Provenance provenance) {
        Optional<RunResult> known = store.find(spec);
        known.flatMap(RunResult::state).ifPresent(state -> Checkpoint.load(
                parameters, loop.optimizers(), known.get().history().iterations(), store.folder(spec).resolve(state)));
        return known.filter(run -> run.state().isPresent())
                .map(run -> new RunResult(spec, run.history(), run.seconds(), provenance, run.state()))
                .orElse(RunResult.unstarted(spec, provenance));
    }

    RunResult train(RunListener listener) {
        TrainingPlan plan = spec.plan();
        listener.started(before);
        int reached = loop.run(before.history().iterations(), plan.iterations(), listeners(plan, listener));
        if (reached < plan.iterations()) {
            keep();
        }
        return result(stateName(reached));
    }

    private TrainingListener listeners(TrainingPlan plan, RunListener listener) {
        TrainingListener keepEvaluated = new TrainingListener() {
            @Override
            public void evaluated(Evaluated evaluated) {
                keep();
            }
        };
        TrainingListener told = TrainingListener.all(List.of(recorder, keepEvaluated, listener));
        List<TrainingListener> all = new ArrayList<>(List.of(recorder, listener));
        all.add(new DiversityProbe(plan.diversityEvery(), TrainingListener.all(List.of(recorder, listener))));
        if (test.images().count() > 0) {
            all.add(new EvaluateEvery(
                    new Evaluator(model, test, plan.imageScore()), plan.evaluateEvery(), plan.iterations(), told));
        }
        return TrainingListener.all(all);
    }

    /** State first, then the run that points to it: a kill in between leaves the run before. */
    private void keep() {
        int reached = recorder.history().iterations();
        if (reached < spec.plan().iterations()) {
            Checkpoint.save(parameters, loop.optimizers(), store.folder(spec).resolve(stateName(reached).orElseThrow()));
        }
        Checkpoint.save(parameters, store.checkpoint(spec));
        store.save(result(stateName(reached)));
    }

    private Optional<String> stateName(int reached) {
        return reached < spec.plan().iterations()
                ? Optional.of("state-%06d.safetensors".formatted(reached)) : Optional.empty();
    }

    private RunResult result(Optional<String> state) {
        return new RunResult(spec, recorder.history(), stopwatch.seconds(), before.provenance(), state);
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
