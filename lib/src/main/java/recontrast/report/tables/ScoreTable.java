package recontrast.report.tables;

import recontrast.Experiment;
import recontrast.data.Sample;
import recontrast.metric.ImageScore;
import recontrast.report.Figures;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean image scores of kinds of images by several runs, each in units of what the same model gives the first kind.
 *
 * @param runs a column each
 * @param rows a kind each
 */
public record ScoreTable(Experiment experiment, List<RunResult> runs, List<Row> rows) implements Tabular {

    /**
     * A kind of images.
     *
     * @param means of the image scores, one a run
     */
    public record Row(String label, int images, List<Double> means) { }

    public ScoreTable {
        runs = List.copyOf(runs);
        rows = List.copyOf(rows);
    }

    /** A table with no rows yet; the first should be good images of the category. */
    public static ScoreTable of(Experiment experiment, RunResult... runs) {
        return new ScoreTable(experiment, List.of(runs), List.of());
    }

    /** This table with one kind of images more; they may come from another category. */
    public ScoreTable with(String label, List<Sample> samples) {
        ImageScore rule = experiment.plan().imageScore();
        List<Double> means = new ArrayList<>();
        for (RunResult run : runs) {
            try (TrainedModel model = experiment.open(run)) {
                means.add(model.score(samples).stream().mapToDouble(scored -> scored.score(rule)).average()
                        .orElseThrow(() -> new IllegalArgumentException("expected images of " + label + "; found none")));
            }
        }
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(label, samples.size(), means));
        return new ScoreTable(experiment, runs, more);
    }

    @Override
    public Sheet sheet() {
        Columns<Row> columns = new Columns<Row>().words("images", Row::label).number("", "number", Row::images);
        for (int i = 0; i < runs.size(); i++) {
            int run = i;
            columns.number("mean score, first row = 1", runs.get(run).config().name(), row ->
                    Figures.of(row.means().get(run) / rows.get(0).means().get(run), 2));
        }
        return columns.sheet(rows);
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
