package recontrast.report.reproduction;

import recontrast.metric.Metric;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which metrics a table has. */
final class ReportedMetrics {

    /** What is measured here beside a metric of the paper. */
    private static final Map<String, List<String>> COMPANIONS = Map.of(
            Metric.AUPRO_PUBLISHED.title(), List.of(Metric.AUPRO_EXACT_30.title()),
            NetworkSize.PARAMETERS, List.of(NetworkSize.WITH_UNUSED),
            NetworkSize.MACS, List.of(NetworkSize.WINDOW_MACS, NetworkSize.STEP_MEMORY));

    private ReportedMetrics() { }

    /** Those of the published figures in their order, each with its companions. */
    static List<String> of(Collection<TableFigure> published) {
        return published.stream().map(TableFigure::metric).distinct()
                .flatMap(metric -> Stream.concat(
                        Stream.of(metric), COMPANIONS.getOrDefault(metric, List.of()).stream()))
                .toList();
    }
}
