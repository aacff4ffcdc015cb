package recontrast.cli;

import recontrast.data.PublishedCounts;
import recontrast.data.SplitCounts;
import recontrast.report.tables.Sheet;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet.Side;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    String text() {
        List<Heading> headings = new ArrayList<>();
        headings.add(new Heading("", "category", Side.LEFT));
        headings.addAll(headings("here"));
        published.ifPresent(counts -> headings.addAll(headings("as published")));
        List<List<String>> rows = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(
                published.map(counts -> counts.categories().keySet()).orElse(Set.of()));
        names.addAll(here.keySet());
        names.forEach(name -> rows.add(row(name, Optional.ofNullable(here.get(name)),
                published.map(counts -> counts.categories().get(name)))));
        if (names.size() > 1) {
            SplitCounts sum = here.values().stream().reduce(SplitCounts.NONE, SplitCounts::plus);
            rows.add(row("all", Optional.of(sum), published.map(PublishedCounts::total)));
        }
        return new Sheet("", headings, rows, notes()).text();
    }

    private static List<Heading> headings(String group) {
        return Stream.of(Count.values()).map(count -> new Heading(group, count.heading, Side.RIGHT)).toList();
    }

    private List<String> row(String name, Optional<SplitCounts> counted, Optional<SplitCounts> expected) {
        List<String> cells = new ArrayList<>(List.of(name));
        cells.addAll(cells(counted));
        if (published.isPresent()) {
            cells.addAll(cells(expected));
        }
        return cells;
    }

    private static List<String> cells(Optional<SplitCounts> counts) {
        return Stream.of(Count.values())
                .map(count -> counts.map(known -> String.valueOf(count.of.applyAsInt(known))).orElse(""))
                .toList();
    }

    private List<String> notes() {
        return published.map(counts -> List.of(comparison(counts))).orElse(List.of());
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
