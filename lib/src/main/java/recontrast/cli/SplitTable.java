package recontrast.cli;

import recontrast.data.PublishedCounts;
import recontrast.data.SplitCounts;
import recontrast.report.tables.Columns;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The images of a data set counted, beside the counts that it was published with.
 *
 * @param here what was counted, by category
 * @param published what should be there, where that is known
 */
record SplitTable(Map<String, SplitCounts> here, Optional<PublishedCounts> published) {

    private static final int NAMED = 5;

    /** What is counted. */
    private enum Count {

        TRAIN("train", "good training images", SplitCounts::train),
        VALIDATION("validation", "good validation images", SplitCounts::validation),
        TEST_GOOD("test good", "good test images", SplitCounts::testGood),
        TEST_DEFECTIVE("defective", "defective test images", SplitCounts::testDefective),
        MASKS("masks", "masks", SplitCounts::masks);

        private final String heading;
        private final String noun;
        private final ToIntFunction<SplitCounts> of;

        Count(String heading, String noun, ToIntFunction<SplitCounts> of) {
            this.heading = heading;
            this.noun = noun;
            this.of = of;
        }
    }

    /** What is said of a category: its counts here and as published. */
    private record Row(String name, Optional<SplitCounts> here, Optional<SplitCounts> published) { }

    String text() {
        Columns<Row> columns = new Columns<Row>().words("category", Row::name);
        count(columns, "here", Row::here);
        published.ifPresent(counts -> count(columns, "as published", Row::published));
        Set<String> names = new LinkedHashSet<>(
                published.map(counts -> counts.categories().keySet()).orElse(Set.of()));
        names.addAll(here.keySet());
        List<Row> rows = new ArrayList<>(names.stream().map(name -> new Row(name, Optional.ofNullable(here.get(name)),
                published.map(counts -> counts.categories().get(name)))).toList());
        if (names.size() > 1) {
            rows.add(new Row("all", Optional.of(here.values().stream().reduce(SplitCounts.NONE, SplitCounts::plus)),
                    published.map(PublishedCounts::total)));
        }
        return columns.sheet("", rows, published.map(this::comparison).stream().toList()).text();
    }

    private static void count(Columns<Row> columns, String group, Function<Row, Optional<SplitCounts>> counts) {
        for (Count count : Count.values()) {
            columns.number(group, count.heading, row ->
                    counts.apply(row).map(known -> String.valueOf(count.of.applyAsInt(known))).orElse(""));
        }
    }

    private String comparison(PublishedCounts counts) {
        List<String> missing = counts.categories().keySet().stream().filter(name -> !here.containsKey(name)).toList();
        List<String> differences = counts.categories().entrySet().stream()
                .filter(each -> here.containsKey(each.getKey()))
                .flatMap(each -> differences(each.getKey(), each.getValue()))
                .toList();
        if (missing.isEmpty() && differences.isEmpty()) {
            return "These are the counts of " + counts.dataset() + " as published.";
        }
        List<String> said = new ArrayList<>(differences.subList(0, Math.min(NAMED, differences.size())));
        if (differences.size() > NAMED) {
            said.add((differences.size() - NAMED) + " more figures differ");
        }
        if (!missing.isEmpty()) {
            said.add("missing or unusable: " + String.join(", ", missing));
        }
        return "Not " + counts.dataset() + " as published: " + String.join("; ", said) + ".";
    }

    private Stream<String> differences(String name, SplitCounts expected) {
        return Stream.of(Count.values())
                .filter(count -> count.of.applyAsInt(here.get(name)) != count.of.applyAsInt(expected))
                .map(count -> "%s has %d %s instead of %d".formatted(name, count.of.applyAsInt(here.get(name)),
                        count.noun, count.of.applyAsInt(expected)));
    }
}
