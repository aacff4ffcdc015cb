package recontrast.report.reproduction;

import recontrast.data.PublishedCounts;
import recontrast.report.Moment;
import recontrast.report.Spread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns what single runs measured into a table's figures: the mean over seeds, by category and over categories.
 *
 * @param all what was measured
 * @param kinds the averages that are wanted
 */
record Averages(List<Measured> all, Collection<String> kinds) {

    static final String ALL = "average";
    private static final Set<String> TEXTURES = Set.of("carpet", "grid", "leather", "tile", "wood");

    /** The averages that the paper has, with the categories they are over. */
    private static final Map<String, Predicate<String>> KINDS = kinds(
            PublishedCounts.named("MVTec AD").categories().keySet());

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

    private record Column(String method, String metric, Moment moment) {

        TableFigure figure(String category, Spread spread) {
            return new TableFigure(TableFigure.Source.MEASURED, category, method, metric, moment, spread);
        }
    }

    private static Map<String, Predicate<String>> kinds(Set<String> mvtec) {
        Map<String, Predicate<String>> all = new LinkedHashMap<>();
        all.put("texture_average", TEXTURES::contains);
        all.put("object_average", category -> mvtec.contains(category) && !TEXTURES.contains(category));
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
                    overSeeds(runs).ifPresent(spread -> figures.add(column.figure(category, spread))));
            KINDS.forEach((kind, belongs) -> Optional.of(kind).filter(kinds::contains)
                    .flatMap(wanted -> average(of, belongs))
                    .ifPresent(spread -> figures.add(column.figure(kind, spread))));
        });
        return figures;
    }

    private static <K> Map<K, List<Measured>> by(Collection<Measured> all, Function<Measured, K> key) {
        return all.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static Optional<Spread> overSeeds(Collection<Measured> runs) {
        return Spread.of(runs.stream().map(run -> run.value().percent()).toList());
    }

    /** Over the categories of each seed, then over the seeds; nothing where a category lacks the metric. */
    private Optional<Spread> average(List<Measured> of, Predicate<String> belongs) {
        List<Measured> kind = of.stream().filter(run -> belongs.test(run.category())).toList();
        long due = all.stream().map(Measured::category).filter(belongs).distinct().count();
        return by(kind, Measured::category).size() < due ? Optional.empty()
                : Spread.of(by(kind, Measured::seed).values().stream()
                        .map(runs -> overSeeds(runs).orElseThrow().mean()).toList());
    }
}
