package recontrast.report;

import recontrast.bench.Timing;
import recontrast.report.Sheet.Heading;

import java.util.ArrayList;
import java.util.List;

/** Timings below each other, in milliseconds. */
public final class TimingTable {

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row. */
    public TimingTable add(String what, Timing timing) {
        rows.add(List.of(what, figure(timing.median()), figure(timing.fastest()), figure(timing.slowest()),
                String.valueOf(timing.runs())));
        return this;
    }

    private static String figure(double milliseconds) {
        return Figures.of(milliseconds, milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
    }

    /** Aligned columns. */
    public String text() {
        return new Sheet("", List.of(Heading.words("what"), Heading.number("ms", "median"),
                Heading.number("ms", "fastest"), Heading.number("ms", "slowest"), Heading.number("", "runs")),
                rows, List.of()).text();
    }
}
