package recontrast.report;

import recontrast.Config;
import recontrast.data.Resolution;
import recontrast.metric.F1Max;
import recontrast.metric.ImageFigures;
import recontrast.metric.Localisation;
import recontrast.metric.TestMetrics;
import recontrast.model.Stage;
import recontrast.run.Provenance;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.Diversity;
import recontrast.training.Evaluation;
import recontrast.training.History;
import recontrast.training.SyntheticAuroc;
import recontrast.training.TrainingPlan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs with figures made up for tests: 40 steps, evaluated after 20 and 40. */
public final class HandMadeRuns {

    public static final TrainingPlan PLAN = TrainingPlan.EMBEDDED.withIterations(40).withEvaluateEvery(20);
    private static final Provenance PROVENANCE =
            new Provenance("test", "none", "cpu", 1, "17", "test", "2026-01-02T03:04:05Z");

    private HandMadeRuns() { }

    /** A finished run with these I-AUROCs; AUPRO as published is 0.1 lower, exact 0.2 lower. */
    public static RunResult finished(Config config, String category, long seed, double middle, double end) {
        return run(config, category, seed, PLAN, 40, List.of(
                evaluated(20, middle, Optional.of(localisation(middle))),
                evaluated(40, end, Optional.of(localisation(end)))));
    }

    /** A finished run on images without masks. */
    public static RunResult withoutMasks(Config config, String category, long seed, double end) {
        return run(config, category, seed, PLAN, 40, List.of(evaluated(40, end, Optional.empty())));
    }

    /** A run stopped half way. */
    public static RunResult stopped(Config config, String category, long seed, double middle) {
        return run(config, category, seed, PLAN, 20,
                List.of(evaluated(20, middle, Optional.of(localisation(middle)))));
    }

    public static RunResult run(
            Config config, String category, long seed, TrainingPlan plan, int steps, List<Evaluation> evaluations) {
        Float[] losses = new Float[steps];
        Arrays.setAll(losses, step -> 2 * (float) Math.exp(-step / 20.0));
        RunSpec spec = new RunSpec(config, "made up", category, "0", "efficientnet_lite0", "embedded",
                Resolution.square(64), plan, seed);
        History history = new History(List.of(losses), evaluations,
                new ArrayList<>(List.of(new Diversity(0, Stage.LAYER2, 0.12), new Diversity(steps, Stage.LAYER2, 0.11))));
        Optional<String> state = steps < plan.iterations() ? Optional.of("state") : Optional.empty();
        return new RunResult(spec, history, 10, PROVENANCE, state);
    }

    /** The same run, had half of the held-out images told spoilt copies apart so well after 20 and after 40 steps. */
    public static RunResult choosing(RunResult run, double middle, double end) {
        History all = run.history();
        return new RunResult(run.spec(), new History(all.losses(), all.evaluations(), all.diversities(),
                List.of(new SyntheticAuroc(20, middle), new SyntheticAuroc(40, end)), all.passes()), run.seconds(),
                run.provenance(), run.state());
    }

    private static Localisation localisation(double imageAuroc) {
        return new Localisation(0.5, 0.5, imageAuroc - 0.1, imageAuroc - 0.2, 0.1);
    }

    /** A finished run whose last evaluation has these image scores, and AUPRO of each defective image. */
    public static RunResult scored(
            Config config, String category, long seed, List<Float> good, List<Float> defective, List<Float> aupros) {
        TestMetrics evaluation = new TestMetrics(3, 5, 0.5, 0.5, new F1Max(0.5, 1, 0.5), Optional.empty());
        return run(config, category, seed, PLAN, 40, List.of(new Evaluation(40, evaluation, Map.of(), Map.of(), Map.of(),
                Optional.of(new ImageFigures(good, defective, aupros)))));
    }

    public static Evaluation evaluated(int iteration, double imageAuroc, Optional<Localisation> localisation) {
        return new Evaluation(iteration, new TestMetrics(3, 5, imageAuroc, 0.5, new F1Max(0.5, 1, 0.5), localisation));
    }
}
