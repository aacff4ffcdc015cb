package recontrast.report.reproduction;

import recontrast.data.PublishedCounts;
import recontrast.report.Moment;
import recontrast.report.Spread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns what single runs measured into a table's figures: the mean over seeds, by category and over categories. */
final class Averages {

    static final String ALL = "average";
    private static final Set<String> TEXTURES = Set.of("carpet", "grid", "leather", "tile", "wood");
    private static final Set<String> OBJECTS = objects();

    /** The averages that the paper has, with the categories they are over. */
    private static final Map<String, Predicate<String>> KINDS = kinds();

    private final List<Measured> all;
    private final Set<String> kinds;

    /**
     * What one run measured.
     *
     * @param seed that it was trained under
     * @param method row of the table
     * @param value what was read off it
     */
    record Measured(long seed, String method, Reading.Value value) {

        private String category() {
            return value.category();
        }

        private Column column() {
            return new Column(method, value.metric(), value.moment());
        }
    }

    private record Column(String method, String metric, Moment moment) { }

    /**
     * Of some runs.
     *
     * @param kinds the averages that are wanted
     */
    Averages(List<Measured> all, Collection<String> kinds) {
        this.all = List.copyOf(all);
        this.kinds = Set.copyOf(kinds);
    }

    private static Set<String> objects() {
        Set<String> objects = new HashSet<>(PublishedCounts.named("MVTec AD").categories().keySet());
        objects.removeAll(TEXTURES);
        return objects;
    }

    private static Map<String, Predicate<String>> kinds() {
        Map<String, Predicate<String>> all = new LinkedHashMap<>();
        all.put("texture_average", TEXTURES::contains);
        all.put("object_average", OBJECTS::contains);
        all.put(ALL, category -> true);
        return all;
    }

    static boolean isAverage(String category) {
        return KINDS.containsKey(category);
    }

    /** A figure for every category and for the averages. */
    List<TableFigure> figures() {
        List<TableFigure> figures = new ArrayList<>();
        by(all, Measured::column).forEach((column, of) -> {
            by(of, Measured::category).forEach((category, runs) ->
                    overSeeds(runs).ifPresent(spread -> figures.add(figure(category, column, spread))));
            KINDS.entrySet().stream().filter(kind -> kinds.contains(kind.getKey())).forEach(kind ->
                    average(of, kind.getValue())
                            .ifPresent(spread -> figures.add(figure(kind.getKey(), column, spread))));
        });
        return figures;
    }

    private static TableFigure figure(String category, Column column, Spread spread) {
        return new TableFigure(TableFigure.Source.MEASURED, category, column.method(), column.metric(),
                column.moment(), spread);
    }

    private static <K> Map<K, List<Measured>> by(
            Collection<Measured> all, Function<Measured, K> key) {
        return all.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static Optional<Spread> overSeeds(Collection<Measured> runs) {
        return Spread.of(runs.stream().map(run -> run.value().percent()).toList());
    }

    /** Over the categories of each seed, then over the seeds; nothing where a category lacks the metric. */
    private Optional<Spread> average(List<Measured> of, Predicate<String> belongs) {
        List<Measured> kind = of.stream().filter(run -> belongs.test(run.category())).toList();
        long due = all.stream().map(Measured::category).filter(belongs).distinct().count();
        if (by(kind, Measured::category).size() < due) {
            return Optional.empty();
        }
        return Spread.of(by(kind, Measured::seed).values().stream()
                .map(runs -> runs.stream().mapToDouble(run -> run.value().percent()).average().orElseThrow()).toList());
    }
}
