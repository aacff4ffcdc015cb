package recontrast.report;

import recontrast.report.Sheet.Heading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The paper's figures of the nine configurations (Table 6), to stand beside what was measured here. */
public final class PaperAblation {

    /** A data set and a metric of the paper's table. */
    public enum Column {
        MVTEC_IMAGE_AUROC_LAST("MVTec AD", "I-AUROC (last)", "I last"),
        MVTEC_IMAGE_AUROC_BEST("MVTec AD", "I-AUROC (best)", "I best"),
        MVTEC_AUPRO_LAST("MVTec AD", "AUPRO (last)", "PRO last"),
        MVTEC_AUPRO_BEST("MVTec AD", "AUPRO (best)", "PRO best"),
        APTOS_IMAGE_AUROC_LAST("APTOS", "I-AUROC (last)", "I last"),
        APTOS_IMAGE_AUROC_BEST("APTOS", "I-AUROC (best)", "I best");

        private final String dataset;
        private final String metric;
        private final String heading;

        Column(String dataset, String metric, String heading) {
            this.dataset = dataset;
            this.metric = metric;
            this.heading = heading;
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
        for (String heading : List.of("I last", "I best", "PRO last", "PRO best")) {
            headings.add(Heading.number("measured here", heading));
        }
        for (Column column : Column.values()) {
            headings.add(Heading.number("paper, " + column.dataset, column.heading));
        }
        List<String> notes = new ArrayList<>(List.of(
                "In percent; I: I-AUROC, PRO: AUPRO as published. The columns of the paper are about its data sets,"
                        + " with its encoder: compare the order of the rows, not the numbers.", AblationTable.BEST));
        notes.addAll(measured.notes());
        return new Sheet("", headings, measured.rows().stream().map(this::cells).toList(), notes);
    }

    private List<String> cells(AblationRow row) {
        List<String> cells = new ArrayList<>(List.of(row.group().label()));
        for (Optional<Spread> spread : List.of(
                row.imageAurocLast(), row.imageAurocBest(), row.auproLast(), row.auproBest())) {
            cells.add(Figures.of(spread, 2));
        }
        for (Column column : Column.values()) {
            OptionalDouble percent = percent(row.group().config().name(), column);
            cells.add(percent.isPresent() ? Figures.of(percent.getAsDouble(), 2) : "");
        }
        return cells;
    }
}
