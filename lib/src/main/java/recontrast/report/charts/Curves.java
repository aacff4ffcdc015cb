package recontrast.report.charts;

import org.apiguardian.api.API;
import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.report.RunGroup;
import recontrast.run.RunResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Measures over the iterations, one colour a configuration (paper, Fig. 5). Of several seeds the mean is drawn, and
 * each seed thinly behind it.
 */
@API(status = API.Status.STABLE)
public final class Curves {

    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = 410;
    private static final int STAGE_WIDTH = 330;
    private static final int POINTS = 80; // of a line, so that its dashes show

    private Curves() { }

    /** I-AUROC of the test set, in percent. */
    @SafeVarargs
    public static Charts imageAuroc(Collection<RunResult>... runs) {
        return of(Metric.IMAGE_AUROC, runs);
    }

    /** A metric of the test set. */
    @SafeVarargs
    public static Charts of(Metric metric, Collection<RunResult>... runs) {
        return Charts.of(evaluations(metric, RunGroup.together(runs), WIDTH));
    }

    /** The loss of every step, and its exponential mean. */
    @SafeVarargs
    public static Charts loss(Collection<RunResult>... runs) {
        return Charts.of(loss(RunGroup.together(runs), WIDTH));
    }

    /** Feature diversity of the encoder's layer 2 (paper, Fig. 5b). */
    @SafeVarargs
    public static Charts diversity(Collection<RunResult>... runs) {
        return Charts.of(diversity(RunGroup.together(runs), Stage.LAYER2, WIDTH));
    }

    /** Feature diversity of all stages of the encoder, side by side. */
    @SafeVarargs
    public static Charts diversities(Collection<RunResult>... runs) {
        List<RunResult> all = RunGroup.together(runs);
        return Charts.of(diversity(all, Stage.LAYER1, STAGE_WIDTH).withoutLegend(),
                diversity(all, Stage.LAYER2, STAGE_WIDTH).withoutLegend(),
                diversity(all, Stage.LAYER3, STAGE_WIDTH + legend(all)));
    }

    private static Panel diversity(Collection<RunResult> runs, Stage stage, int width) {
        String measure = "feature diversity (layer " + (stage.ordinal() + 1) + ")";
        Panel panel = Panel.of(width, title(runs), measure, iterations(runs));
        for (RunGroup group : RunGroup.of(runs)) {
            List<Curve> seeds = seeds(group, run -> Curve.diversity(run, stage));
            seedsBehind(panel, group, seeds);
            panel.plainLine(group.label(), group.look(), Curve.mean(seeds).thinned(POINTS));
        }
        return panel;
    }

    /** Loss and I-AUROC side by side (paper, Fig. 5a). */
    @SafeVarargs
    public static Charts lossAndAuroc(Collection<RunResult>... runs) {
        List<RunResult> all = RunGroup.together(runs);
        Panel loss = loss(all, PANEL_WIDTH).withoutLegend();
        return Charts.of(loss, evaluations(Metric.IMAGE_AUROC, all, PANEL_WIDTH + legend(all)));
    }

    private static int legend(Collection<RunResult> runs) {
        return Panel.legendWidth(RunGroup.of(runs).stream().map(RunGroup::label));
    }

    /** {@code I-AUROC (%)}. */
    public static String axis(Metric metric) {
        return metric.title() + (metric.unit().sign().isEmpty() ? "" : " (" + metric.unit().sign() + ")");
    }

    private static Panel evaluations(Metric metric, Collection<RunResult> runs, int width) {
        Panel panel = Panel.of(width, title(runs), axis(metric), iterations(runs));
        panel.getStyler().setYAxisDecimalPattern("0.##"); // of two points, XChart makes the ticks
        for (RunGroup group : RunGroup.of(runs)) {
            List<Curve> seeds = seeds(group, run -> Curve.of(metric, run));
            seedsBehind(panel, group, seeds);
            panel.line(group.label(), group.look(), Curve.mean(seeds));
        }
        return panel;
    }

    /** Losses of systems of several kinds measure different things: each is then drawn in parts of its first. */
    private static Panel loss(Collection<RunResult> runs, int width) {
        int window = Math.max(3, iterations(runs) / 80);
        List<RunGroup> groups = RunGroup.of(runs);
        boolean several = groups.stream().filter(group -> !Curve.loss(group.runs().get(0)).points().isEmpty())
                .map(group -> group.config().getClass()).distinct().count() > 1;
        Function<RunResult, Curve> measure = several ? run -> Curve.loss(run).relative() : Curve::loss;
        Panel panel = Panel.of(width, title(runs), "loss" + (several ? ", first step 1" : "")
                + " (bold: mean of about " + window + " steps)", iterations(runs));
        groups.forEach(group -> panel.background(
                group.label() + ", each step", group.look(), Curve.mean(seeds(group, measure))));
        groups.forEach(group -> panel.plainLine(
                group.label(), group.look(), Curve.mean(seeds(group, measure)).smoothed(window).thinned(POINTS)));
        return panel;
    }

    private static int iterations(Collection<RunResult> runs) {
        return runs.stream().mapToInt(run -> run.spec().plan().iterations()).max().orElseThrow(
                () -> new IllegalArgumentException("expected runs to draw; found none: train a configuration first"));
    }

    /** For each seed the mean over its categories. */
    private static List<Curve> seeds(RunGroup group, Function<RunResult, Curve> measure) {
        List<Curve> seeds = new ArrayList<>();
        group.seeds().values().forEach(runs -> seeds.add(Curve.mean(runs.stream().map(measure).toList())));
        return seeds;
    }

    private static void seedsBehind(Panel panel, RunGroup group, List<Curve> seeds) {
        for (int i = 0; i < seeds.size() && seeds.size() > 1; i++) {
            panel.background(group.label() + ", seed " + i, group.look(), seeds.get(i));
        }
    }

    /** What the runs are of: "washer", or "mean of 2 categories and 3 seeds". */
    private static String title(Collection<RunResult> runs) {
        List<String> categories = runs.stream().map(run -> run.spec().category()).distinct().toList();
        long seeds = runs.stream().map(run -> run.spec().seed()).distinct().count();
        String over = categories.size() == 1 ? categories.get(0) : "mean of " + categories.size() + " categories";
        return seeds == 1 ? over : over + ", " + seeds + " seeds";
    }
}
