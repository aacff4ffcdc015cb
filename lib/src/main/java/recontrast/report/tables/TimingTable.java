package recontrast.report.tables;

import org.apiguardian.api.API;
import recontrast.bench.Timing;
import recontrast.report.Figures;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Timings below each other, in milliseconds. */
@API(status = API.Status.INTERNAL)
public final class TimingTable {

    private final Map<String, Timing> timings = new LinkedHashMap<>();

    /** Adds a row. */
    public TimingTable add(String what, Timing timing) {
        timings.put(what, timing);
        return this;
    }

    private static String figure(double milliseconds) {
        return Figures.of(milliseconds, milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
    }

    /** Aligned columns. */
    public String text() {
        return new Columns<Map.Entry<String, Timing>>().words("what", Map.Entry::getKey)
                .number("ms", "median", row -> figure(row.getValue().median()))
                .number("ms", "fastest", row -> figure(row.getValue().fastest()))
                .number("ms", "slowest", row -> figure(row.getValue().slowest()))
                .number("", "runs", row -> row.getValue().runs())
                .sheet(timings.entrySet()).text();
    }

    /** In milliseconds, unrounded. */
    public Table table() {
        Collection<Timing> all = timings.values();
        return Table.create("timings",
                StringColumn.create("what", timings.keySet()),
                DoubleColumn.create("median (ms)", all.stream().mapToDouble(Timing::median)),
                DoubleColumn.create("fastest (ms)", all.stream().mapToDouble(Timing::fastest)),
                DoubleColumn.create("slowest (ms)", all.stream().mapToDouble(Timing::slowest)),
                IntColumn.create("runs", all.stream().mapToInt(Timing::runs)));
    }
}
