package recontrast.report.reproduction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which metrics a table has. */
final class ReportedMetrics {

    /** What is measured here beside a metric of the paper. */
    private static final Map<String, String> COMPANIONS = Map.of(
            RecordedMetric.AUPRO_PUBLISHED.title(), RecordedMetric.AUPRO_EXACT.title(),
            NetworkSize.PARAMETERS, NetworkSize.WITH_UNUSED);

    private ReportedMetrics() { }

    /** Those of the published figures in their order, each with its companion. */
    static List<String> of(Collection<TableFigure> published) {
        return published.stream().map(TableFigure::metric).distinct()
                .flatMap(metric -> Stream.concat(Stream.of(metric), Stream.ofNullable(COMPANIONS.get(metric))))
                .toList();
    }
}
