package recontrast.report.charts;

import org.apiguardian.api.API;
import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.report.RunGroup;
import recontrast.run.RunResult;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures over the iterations, one colour a configuration (paper, Fig. 5). Of several seeds the mean is drawn, and
 * each seed thinly behind it, told apart by its dashes or a name at its end.
 */
@API(status = API.Status.STABLE)
public final class Curves {

    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = 410;
    private static final int STAGE_WIDTH = 330;
    private static final int POINTS = 80; // of a line, so that its dashes show
    private static final int NAMED_SEEDS = 6; // lines whose ends have room for names
    private static final double LEAST_SPAN = 0.05; // of an axis
    private static final double LEAST_DIVERSITY = 90; // per cent that an axis reaches
    private static final double MOST_DIVERSITY = 105;

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

    /** Feature diversity of the encoder's layer 2 (paper, Fig. 5b), in per cent of what it is at the start. */
    @SafeVarargs
    public static Charts diversity(Collection<RunResult>... runs) {
        return onOneAxis(diversity(RunGroup.together(runs), Stage.LAYER2, WIDTH));
    }

    /** Feature diversity of all stages of the encoder, side by side, in per cent of what it is at the start. */
    @SafeVarargs
    public static Charts diversities(Collection<RunResult>... runs) {
        List<RunResult> all = RunGroup.together(runs);
        return onOneAxis(diversity(all, Stage.LAYER1, STAGE_WIDTH).withoutLegend(),
                diversity(all, Stage.LAYER2, STAGE_WIDTH).withoutLegend(),
                diversity(all, Stage.LAYER3, STAGE_WIDTH + legend(all)));
    }

    /** So long that a change of 1 % does not look like a collapse, and longer where the diversity changes more. */
    private static Charts onOneAxis(Panel... panels) {
        double lowest = Stream.of(panels).mapToDouble(panel -> panel.heights().getMin()).reduce(LEAST_DIVERSITY, Math::min);
        double highest = Stream.of(panels).mapToDouble(panel -> panel.heights().getMax()).reduce(MOST_DIVERSITY, Math::max);
        Stream.of(panels).forEach(panel -> panel.between(lowest, highest));
        return Charts.of(panels);
    }

    private static Panel diversity(Collection<RunResult> runs, Stage stage, int width) {
        String measure = "feature diversity (layer " + (stage.ordinal() + 1) + "), % of its start";
        Panel panel = Panel.of(width, title(runs), measure, iterations(runs));
        return seedsAndMeans(panel, runs, run -> Curve.diversity(run, stage).from(100), (group, mean) ->
                panel.plainLine(group.label(), group.look(), mean.thinned(POINTS)));
    }

    /** Of several seeds each, and their mean over it; named at the ends of their lines where these are few. */
    private static Panel seedsAndMeans(Panel panel, Collection<RunResult> runs, Function<RunResult, Curve> measure,
            BiConsumer<RunGroup, Curve> mean) {
        List<RunGroup> groups = RunGroup.of(runs);
        for (RunGroup group : groups) {
            Map<Long, Curve> seeds = seeds(group, measure);
            int place = 0;
            for (long seed : seeds.size() > 1 ? seeds.keySet() : Set.<Long>of()) {
                panel.seed(group.label(), group.look(), place++, seed, seeds.get(seed));
            }
            mean.accept(group, Curve.mean(seeds.values()));
        }
        return groups.stream().mapToInt(group -> group.seeds().size()).sum() <= NAMED_SEEDS ? panel.namingSeeds() : panel;
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
        panel.getStyler().setYAxisDecimalPattern("0.##");
        return seedsAndMeans(panel, runs, run -> Curve.of(metric, run), (group, mean) ->
                panel.line(group.label(), group.look(), mean)).spanning(metric.unit().of(LEAST_SPAN));
    }

    /** Losses of systems of several kinds measure different things: each is then drawn in parts of its first. */
    private static Panel loss(Collection<RunResult> runs, int width) {
        int window = Math.max(3, iterations(runs) / 80);
        List<RunGroup> groups = RunGroup.of(runs);
        boolean several = groups.stream().filter(group -> !Curve.loss(group.runs().get(0)).points().isEmpty())
                .map(group -> group.config().getClass()).distinct().count() > 1;
        Function<RunResult, Curve> measure = several ? run -> Curve.loss(run).from(1) : Curve::loss;
        Panel panel = Panel.of(width, title(runs), "loss" + (several ? ", first step 1" : "")
                + " (bold: mean of about " + window + " steps)", iterations(runs));
        groups.forEach(group -> panel.background(
                group.label() + ", each step", group.look(), Curve.mean(seeds(group, measure).values())));
        groups.forEach(group -> panel.plainLine(
                group.label(), group.look(), Curve.mean(seeds(group, measure).values()).smoothed(window).thinned(POINTS)));
        return panel;
    }

    private static int iterations(Collection<RunResult> runs) {
        return runs.stream().mapToInt(run -> run.spec().plan().iterations()).max().orElseThrow(
                () -> new IllegalArgumentException("expected runs to draw; found none: train a configuration first"));
    }

    /** For each seed the mean over its categories. */
    private static Map<Long, Curve> seeds(RunGroup group, Function<RunResult, Curve> measure) {
        Map<Long, Curve> seeds = new TreeMap<>();
        group.seeds().forEach((seed, runs) -> seeds.put(seed, Curve.mean(runs.stream().map(measure).toList())));
        return seeds;
    }

    /** What the runs are of: "washer", or "mean of 2 categories and 3 seeds". */
    private static String title(Collection<RunResult> runs) {
        List<String> categories = runs.stream().map(run -> run.spec().category()).distinct().toList();
        long seeds = runs.stream().map(run -> run.spec().seed()).distinct().count();
        String over = categories.size() == 1 ? categories.get(0) : "mean of " + categories.size() + " categories";
        return seeds == 1 ? over : over + ", " + seeds + " seeds";
    }
}
