package recontrast.report.reproduction;

import recontrast.metric.Metric;
import recontrast.report.Moment;
import recontrast.report.Spread;
import recontrast.report.tables.PaperFigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One number of a table that was made again.
 *
 * @param source where it is from
 * @param category category, or an average over several
 * @param method as the paper calls it
 * @param metric as the paper calls it; AUPRO with its flavour
 * @param moment when it was taken
 * @param spread in percent, or in the unit that the metric names; the deviation is that of the seeds
 */
public record TableFigure(
        Source source, String category, String method, String metric, Moment moment, Spread spread) {

    /** What is measured here beside a metric of the paper. */
    private static final Map<String, List<String>> COMPANIONS = Map.of(
            Metric.AUPRO_PUBLISHED.title(), List.of(Metric.AUPRO_EXACT_30.title()),
            NetworkSize.PARAMETERS, List.of(NetworkSize.WITH_UNUSED),
            NetworkSize.MACS, List.of(NetworkSize.WINDOW_MACS, NetworkSize.STEP_MEMORY));

    private static final Pattern METRIC = Pattern.compile("(.*?)(?: \\((last|best)\\))?");

    /** Where a number is from. */
    public enum Source { MEASURED, PUBLISHED }

    static TableFigure of(PaperFigure published) {
        Matcher metric = METRIC.matcher(published.metric());
        metric.matches(); // always
        String name = Stream.of(Metric.values()).filter(own -> own.paperTitle().equals(metric.group(1)))
                .map(Metric::title).findFirst().orElse(metric.group(1)); // the paper names others too
        Moment moment = metric.group(2) == null ? Moment.UNSAID
                : metric.group(2).equals("last") ? Moment.LAST : Moment.BEST;
        return new TableFigure(
                Source.PUBLISHED, published.category(), published.method(), name, moment, published.spread());
    }

    /** The metrics of published figures in their order, each with what is measured beside it. */
    static List<String> metrics(Collection<TableFigure> published) {
        return published.stream().map(TableFigure::metric).distinct().flatMap(metric ->
                Stream.concat(Stream.of(metric), COMPANIONS.getOrDefault(metric, List.of()).stream())).toList();
    }
}
