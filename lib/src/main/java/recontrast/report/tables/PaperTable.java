package recontrast.report.tables;

import recontrast.report.Figures;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as the paper reports it, typed from the paper; nothing in it was measured here.
 *
 * @param number as the paper has it: {@code A4}
 * @param figures what it reports, number by number
 */
public record PaperTable(String number, List<PaperFigure> figures) implements Tabular {

    private static final Map<String, String> TITLES = titles();

    public PaperTable {
        figures = List.copyOf(figures);
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("1", "image-level detection on MVTec AD, by category");
        titles.put("2", "localisation on MVTec AD");
        titles.put("3", "detection and localisation on VisA");
        titles.put("4", "one model for all categories, MVTec AD and VisA");
        titles.put("5", "medical images: APTOS, OCT2017, ISIC2018");
        titles.put("6", "ablation of the five ideas");
        titles.put("A1", "localisation on MVTec AD, by category");
        titles.put("A2", "MVTec AD over three seeds, by category");
        titles.put("A3", "VisA, by category");
        titles.put("A4", "threshold alpha of hard-normal mining");
        titles.put("A5", "backbones: size, speed and metrics");
        titles.put("A6", "which feature pairs make the anomaly map");
        titles.put("A7", "structural and logical anomalies, MVTec LOCO");
        titles.put("Appendix E", "the stable variant");
        return titles;
    }

    /**
     * A table of the paper.
     *
     * @param number {@code 6}, {@code A4}, ..., as in {@link #list()}
     * @throws IllegalArgumentException if there is none of that number
     */
    public static PaperTable number(String number) {
        String known = TITLES.keySet().stream().filter(number::equalsIgnoreCase).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a table of the paper out of "
                        + String.join(", ", TITLES.keySet()) + "; found " + number));
        return new PaperTable(known, PaperFigure.ALL.stream().filter(f -> f.table().equals(known)).toList());
    }

    /** The numbers and titles of all tables. */
    public static Sheet list() {
        return new Columns<Map.Entry<String, String>>().words("number", Map.Entry::getKey)
                .words("title", Map.Entry::getValue).sheet(TITLES.entrySet());
    }

    /** What was measured here and, in columns of their own, what the paper reports for its data sets. */
    public static Sheet beside(AblationTable measured) {
        return PaperAblation.beside(measured);
    }

    /** Columns are metrics if there are several, else methods if there are categories, else data sets. */
    private Function<PaperFigure, String> column() {
        if (varies(PaperFigure::metric)) {
            return PaperFigure::metric;
        }
        return varies(PaperFigure::category) ? PaperFigure::method : PaperFigure::dataset;
    }

    /** What names a row: all that varies and is no column. */
    private Map<String, Function<PaperFigure, String>> keys() {
        Map<String, Function<PaperFigure, String>> keys = new LinkedHashMap<>();
        keys.put("data", PaperFigure::dataset);
        keys.put("category", PaperFigure::category);
        keys.put("method", PaperFigure::method);
        List<String> columns = values(column());
        keys.values().removeIf(key -> !varies(key) || values(key).equals(columns));
        return keys.isEmpty() ? Map.of("method", PaperFigure::method) : keys;
    }

    private boolean varies(Function<PaperFigure, String> part) {
        return values(part).size() > 1;
    }

    private List<String> values(Function<PaperFigure, String> part) {
        return figures.stream().map(part).distinct().toList();
    }

    /** Of each row its figures by column; data sets one after another. */
    private List<Map<String, PaperFigure>> rows() {
        List<String> datasets = values(PaperFigure::dataset);
        Collection<Function<PaperFigure, String>> keys = keys().values();
        return List.copyOf(figures.stream()
                .sorted(Comparator.comparingInt(figure -> datasets.indexOf(figure.dataset())))
                .collect(Collectors.groupingBy(
                        figure -> keys.stream().map(key -> key.apply(figure)).toList(), LinkedHashMap::new,
                        Collectors.toMap(column(), Function.identity(), (a, b) -> a, LinkedHashMap::new))).values());
    }

    private static String word(Map<String, PaperFigure> row, Function<PaperFigure, String> key) {
        return key.apply(row.values().iterator().next());
    }

    /** What it is about, in words. */
    public String subject() {
        return TITLES.get(number);
    }

    /** {@code Table A4}, or {@code Appendix E}, which is none. */
    public String heading() {
        return (number.startsWith("Appendix") ? "" : "Table ") + number;
    }

    public String title() {
        return "Paper, " + heading() + ": " + subject();
    }

    /** As numbers, in percent unless the column says otherwise; what the paper does not report is missing. */
    @Override
    public Table table() {
        Table table = Table.create(title());
        keys().forEach((name, key) ->
                table.addColumns(StringColumn.create(name, rows().stream().map(row -> word(row, key)))));
        values(column()).forEach(name -> table.addColumns(Csv.numbers(name, rows(), row ->
                Stream.ofNullable(row.get(name)).mapToDouble(PaperFigure::value).findFirst())));
        return table;
    }

    /** With deviations where the paper has them. */
    @Override
    public Sheet sheet() {
        Columns<Map<String, PaperFigure>> columns = new Columns<>();
        keys().forEach((name, key) -> columns.words(name, row -> word(row, key)));
        String common = varies(PaperFigure::metric) ? "" : figures.get(0).metric() + ", %";
        values(column()).forEach(name -> columns.number(common, name, row ->
                Optional.ofNullable(row.get(name)).map(this::cell).orElse("")));
        return columns.sheet(title(), rows(), List.of("As the paper reports it, in percent"
                + (varies(PaperFigure::metric) ? " unless the heading says otherwise." : ".")));
    }

    private String cell(PaperFigure figure) {
        int decimals = figures.stream().filter(other -> other.metric().equals(figure.metric()))
                .mapToInt(PaperFigure::decimals).max().orElseThrow();
        return Figures.of(Optional.of(figure.spread()), decimals);
    }

    @Override
    public String toString() {
        return text();
    }
}
