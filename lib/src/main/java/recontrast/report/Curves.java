package recontrast.report;

import org.knowm.xchart.XYChart;
import recontrast.RunResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Measures over the iterations, one colour a configuration (paper, Fig. 5). Of several seeds the mean is drawn, and
 * each seed thinly behind it.
 */
public final class Curves {

    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = 410;
    private static final int LEGEND_WIDTH = 64; // besides the longest label
    private static final int LETTER_WIDTH = 9;
    private static final int POINTS = 80; // of a line, so that its dashes show

    private Curves() { }

    /** I-AUROC of the test set, in percent. */
    public static Figure imageAuroc(Collection<RunResult> runs) {
        return Figure.of(imageAuroc(runs, WIDTH).chart());
    }

    /** The loss of every step, and its exponential mean. */
    public static Figure loss(Collection<RunResult> runs) {
        return Figure.of(loss(runs, WIDTH).chart());
    }

    /** Feature diversity of the encoder (paper, Fig. 5b). */
    public static Figure diversity(Collection<RunResult> runs) {
        Panel panel = Panel.of(WIDTH, title(runs), "feature diversity (layer 2)", iterations(runs));
        for (RunGroup group : RunGroup.of(runs)) {
            List<Curve> seeds = seeds(group, Curve::diversity);
            seedsBehind(panel, group, seeds);
            panel.plainLine(group.label(), group.look(), Curve.mean(seeds).thinned(POINTS));
        }
        return Figure.of(panel.chart());
    }

    /** Loss and I-AUROC side by side (paper, Fig. 5a). */
    public static Figure lossAndAuroc(Collection<RunResult> runs) {
        XYChart loss = loss(runs, PANEL_WIDTH).withoutLegend().chart();
        int longest = RunGroup.of(runs).stream().mapToInt(group -> group.label().length()).max().orElse(0);
        int legend = LEGEND_WIDTH + LETTER_WIDTH * longest;
        return Figure.of(loss, imageAuroc(runs, PANEL_WIDTH + legend).chart());
    }

    private static Panel imageAuroc(Collection<RunResult> runs, int width) {
        Panel panel = Panel.of(width, title(runs), "I-AUROC (%)", iterations(runs));
        panel.chart().getStyler().setYAxisDecimalPattern("0.##"); // of two points, XChart makes the ticks
        for (RunGroup group : RunGroup.of(runs)) {
            List<Curve> seeds = seeds(group, Curve::imageAuroc);
            seedsBehind(panel, group, seeds);
            panel.line(group.label(), group.look(), Curve.mean(seeds));
        }
        return panel;
    }

    private static Panel loss(Collection<RunResult> runs, int width) {
        int window = Math.max(3, iterations(runs) / 80);
        String measure = "loss (bold: mean of about " + window + " steps)";
        Panel panel = Panel.of(width, title(runs), measure, iterations(runs));
        List<RunGroup> groups = RunGroup.of(runs);
        groups.forEach(group -> panel.background(
                group.label() + ", each step", group.look(), Curve.mean(seeds(group, Curve::loss))));
        groups.forEach(group -> panel.plainLine(
                group.label(), group.look(), Curve.mean(seeds(group, Curve::loss)).smoothed(window).thinned(POINTS)));
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
