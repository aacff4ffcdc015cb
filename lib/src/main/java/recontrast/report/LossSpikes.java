package recontrast.report;

import recontrast.RunResult;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.analysis.LossSpike;
import recontrast.report.Sheet.Heading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The losses of a sweep's runs and the steps at which they leap (paper, appendix E).
 *
 * @param runs with their settings, at least one
 */
public record LossSpikes(List<SweepResult.At> runs) {

    private static final int WIDTH = 430;
    private static final int LEGEND_WIDTH = 64;
    private static final int LETTER_WIDTH = 9;

    public LossSpikes {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("expected runs of a sweep; found none: train it first");
        }
    }

    /** Of all runs of a sweep, stopped ones too. */
    public static LossSpikes of(SweepResult swept) {
        return new LossSpikes(swept.runs());
    }

    /** A row for each run. */
    public Sheet sheet() {
        List<Heading> headings = new ArrayList<>();
        settings().forEach(setting -> headings.add(Heading.words(setting.toString())));
        headings.addAll(List.of(Heading.number("", "steps"), Heading.number("spikes", "number"),
                Heading.number("spikes", "highest"), Heading.number("spikes", "usual then"),
                Heading.number("spikes", "at step"), Heading.number("I-AUROC, %", "last")));
        return new Sheet("", headings, runs.stream().map(this::cells).toList(), List.of(
                "A spike is a step whose loss is more than half as large again as the median of the 25 before it."));
    }

    private List<String> cells(SweepResult.At at) {
        RunResult run = at.run();
        List<LossSpike> spikes = LossSpike.in(run.history().losses());
        Optional<LossSpike> highest = spikes.stream().max(Comparator.comparingDouble(LossSpike::loss));
        List<String> cells = new ArrayList<>();
        settings().forEach(setting -> cells.add(at.values().get(setting).toString()));
        cells.addAll(List.of(String.valueOf(run.history().iterations()), String.valueOf(spikes.size()),
                highest.map(spike -> Figures.of(spike.loss(), 2)).orElse(""),
                highest.map(spike -> Figures.of(spike.usual(), 2)).orElse(""),
                highest.map(spike -> String.valueOf(spike.step())).orElse(""),
                run.last().map(last -> Figures.of(100 * last.evaluation().imageAuroc(), 2)).orElse("")));
        return cells;
    }

    /** The loss of every step: a panel for each value of the first setting, a line for each combination of the others. */
    public Figure figure() {
        Setting across = settings().get(0);
        Map<Object, List<SweepResult.At>> panels = runs.stream().collect(Collectors.groupingBy(
                at -> at.values().get(across), LinkedHashMap::new, Collectors.toList()));
        List<Panel> drawn = panels.entrySet().stream()
                .map(panel -> panel(across + " " + panel.getKey(), across, panel.getValue())).toList();
        drawn.subList(0, drawn.size() - 1).forEach(Panel::withoutLegend);
        return new Figure(drawn.stream().map(Panel::chart).toList());
    }

    private Panel panel(String title, Setting across, List<SweepResult.At> members) {
        int iterations = members.stream().mapToInt(at -> at.run().spec().plan().iterations()).max().orElseThrow();
        Panel panel = Panel.of(WIDTH + (members.contains(runs.get(runs.size() - 1)) ? legend(across) : 0),
                title, "loss of each step", iterations);
        for (int line = 0; line < members.size(); line++) {
            SweepResult.At at = members.get(line);
            panel.plainLine(label(at, across), Palette.of(at.run().config(), line).thin(), Curve.loss(at.run()));
        }
        return panel;
    }

    private int legend(Setting across) {
        return LEGEND_WIDTH + LETTER_WIDTH * runs.stream().mapToInt(at -> label(at, across).length()).max().orElseThrow();
    }

    /** {@code Ours, stable}. */
    private static String label(SweepResult.At at, Setting across) {
        return Stream.concat(Stream.of(at.run().config().name()), at.values().entrySet().stream()
                .filter(value -> value.getKey() != across).map(value -> value.getValue().toString()))
                .collect(Collectors.joining(", "));
    }

    private List<Setting> settings() {
        return List.copyOf(runs.get(0).values().keySet());
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
