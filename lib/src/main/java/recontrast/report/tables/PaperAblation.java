package recontrast.report.tables;

import recontrast.report.Figures;
import recontrast.report.RunGroup;
import recontrast.report.tables.Sheet.Heading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The paper's figures of the nine configurations (Table 6), to stand beside what was measured here. */
public final class PaperAblation {

    /** A data set and a metric of the paper's table. */
    public enum Column {
        MVTEC_IMAGE_AUROC_LAST("MVTec AD", "I-AUROC (last)", "I last", Measure.IMAGE_AUROC_LAST),
        MVTEC_IMAGE_AUROC_BEST("MVTec AD", "I-AUROC (best)", "I best", Measure.IMAGE_AUROC_BEST),
        MVTEC_AUPRO_LAST("MVTec AD", "AUPRO (last)", "PRO last", Measure.AUPRO_LAST),
        MVTEC_AUPRO_BEST("MVTec AD", "AUPRO (best)", "PRO best", Measure.AUPRO_BEST),
        APTOS_IMAGE_AUROC_LAST("APTOS", "I-AUROC (last)", "I last", Measure.IMAGE_AUROC_LAST),
        APTOS_IMAGE_AUROC_BEST("APTOS", "I-AUROC (best)", "I best", Measure.IMAGE_AUROC_BEST);

        private final String dataset;
        private final String metric;
        private final String heading;
        private final Measure here;

        Column(String dataset, String metric, String heading, Measure here) {
            this.dataset = dataset;
            this.metric = metric;
            this.heading = heading;
            this.here = here;
        }

        /** One of each measure. */
        private static Stream<Column> measures() {
            return Stream.of(values()).filter(column -> column.dataset.equals("MVTec AD"));
        }
    }

    private final Map<String, Map<Column, Double>> figures = new LinkedHashMap<>();

    private PaperAblation() {
        for (PaperFigure figure : PaperFigure.all()) {
            for (Column column : Column.values()) {
                if (figure.table().equals("6") && figure.dataset().equals(column.dataset)
                        && figure.metric().equals(column.metric)) {
                    figures.computeIfAbsent(figure.method(), name -> new LinkedHashMap<>()).put(column, figure.value());
                }
            }
        }
    }

    /** All nine rows. */
    static PaperAblation read() {
        return new PaperAblation();
    }

    /**
     * What the paper reports, in percent.
     *
     * @param configuration name of the configuration
     * @return empty for a configuration the paper does not have
     */
    public OptionalDouble percent(String configuration, Column column) {
        Double value = figures.getOrDefault(configuration, Map.of()).get(column);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Sheet beside(AblationTable measured) {
        List<Heading> headings = new ArrayList<>(List.of(Heading.words("config")));
        Column.measures().forEach(column -> headings.add(Heading.number("measured here", column.heading)));
        for (Column column : Column.values()) {
            headings.add(Heading.number("paper, " + column.dataset, column.heading));
        }
        List<String> notes = new ArrayList<>(List.of(
                "In percent; I: I-AUROC, PRO: AUPRO as published. The columns of the paper are about its data sets,"
                        + " with its encoder: compare the order of the rows, not the numbers.", Measure.NOTE));
        notes.addAll(measured.notes());
        return new Sheet("", headings, measured.rows().stream().map(this::cells).toList(), notes);
    }

    private List<String> cells(RunGroup row) {
        List<String> cells = new ArrayList<>(List.of(row.label()));
        Column.measures().forEach(column -> cells.add(column.here.cell(row)));
        for (Column column : Column.values()) {
            OptionalDouble percent = percent(row.config().name(), column);
            cells.add(percent.isPresent() ? Figures.of(percent.getAsDouble(), 2) : "");
        }
        return cells;
    }
}
