package recontrast.report.reproduction;

import recontrast.report.tables.PaperTable;
import recontrast.report.tables.Sheet;
import recontrast.run.RunSpec;

import java.util.List;

/**
 * A table of the paper made again.
 *
 * @param published as the paper has it
 * @param dataset the paper's data set that this is about
 * @param data name of the data it was measured on, which may be others in that data set's layout
 * @param figures measured and published ones
 * @param runs what was read
 * @param notes what to know when reading it
 */
public record Reproduction(
        PaperTable published,
        String dataset,
        String data,
        List<TableFigure> figures,
        List<RunSpec> runs,
        List<String> notes) {

    public Reproduction {
        figures = List.copyOf(figures);
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    public String title() {
        return published.heading() + ", " + published.subject() + ": the paper's " + dataset
                + (data.equals(dataset) ? "" : ", here " + data);
    }

    /** As it is shown: a sheet for each metric where there are categories, else as few as a terminal's width allows. */
    public List<Sheet> sheets() {
        return new ReproductionSheets(this).sheets();
    }

    /** For the terminal. */
    public String text() {
        return String.join("\n\n", sheets().stream().map(Sheet::text).toList());
    }

    @Override
    public String toString() {
        return text();
    }
}
