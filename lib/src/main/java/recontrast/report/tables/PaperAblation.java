package recontrast.report.tables;

import recontrast.metric.Metric;
import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.RunGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The columns of the paper's ablation (Table 6), nine configurations each, to stand beside what was measured here. */
enum PaperAblation {
    MVTEC_IMAGE_AUROC_LAST("MVTec AD", "I last", Metric.IMAGE_AUROC, Moment.LAST),
    MVTEC_IMAGE_AUROC_BEST("MVTec AD", "I best", Metric.IMAGE_AUROC, Moment.BEST),
    MVTEC_AUPRO_LAST("MVTec AD", "PRO last", Metric.AUPRO_PUBLISHED, Moment.LAST),
    MVTEC_AUPRO_BEST("MVTec AD", "PRO best", Metric.AUPRO_PUBLISHED, Moment.BEST),
    APTOS_IMAGE_AUROC_LAST("APTOS", "I last", Metric.IMAGE_AUROC, Moment.LAST),
    APTOS_IMAGE_AUROC_BEST("APTOS", "I best", Metric.IMAGE_AUROC, Moment.BEST);

    private final String dataset;
    private final String heading;
    private final String metric;
    private final RunColumn here;

    PaperAblation(String dataset, String heading, Metric metric, Moment moment) {
        this.dataset = dataset;
        this.heading = heading;
        this.metric = metric.paperTitle() + " (" + moment + ")";
        this.here = RunColumn.of(metric, moment);
    }

    /**
     * What the paper reports, in percent.
     *
     * @param configuration name of the configuration
     * @return empty for a configuration the paper does not have
     */
    public OptionalDouble percent(String configuration) {
        return PaperFigure.ALL.stream().filter(figure -> figure.table().equals("6") && figure.dataset().equals(dataset)
                && figure.metric().equals(metric) && figure.method().equals(configuration))
                .mapToDouble(PaperFigure::value).findFirst();
    }

    /** What was measured here and, in columns of their own, what the paper reports for its data sets. */
    static Sheet beside(AblationTable measured) {
        Columns<RunGroup> columns = new Columns<RunGroup>().words("config", RunGroup::label);
        Stream.of(values()).filter(column -> column.dataset.equals("MVTec AD")) // each metric once
                .forEach(column -> columns.number("measured here", column.heading, column.here::cell));
        for (PaperAblation column : values()) {
            columns.number("paper, " + column.dataset, column.heading, row -> column.percent(row.config().name()).stream()
                    .mapToObj(value -> Figures.of(value, 2)).findFirst().orElse(""));
        }
        List<String> notes = new ArrayList<>(List.of(
                "In percent; I: I-AUROC, PRO: AUPRO as published. The columns of the paper are about its data sets,"
                        + " with its encoder: compare the order of the rows, not the numbers.", RunColumn.NOTE));
        notes.addAll(measured.notes());
        return columns.sheet("", measured.rows(), notes);
    }
}
