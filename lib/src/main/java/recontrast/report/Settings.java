package recontrast.report;

import recontrast.model.Backbone;
import recontrast.model.Precision;
import recontrast.run.RunSpec;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run was asked for besides configuration, category and seed.
 *
 * @param values by name, in words
 */
public record Settings(Map<String, String> values) {

    private static final String VARIANT = "variant";
    private static final String PRECISION = "precision";
    private static final Set<String> STANDARD = Set.of(Variant.STANDARD.name(), Precision.FULL.toString());
    private static final Comparator<String> STANDARD_FIRST =
            Comparator.comparing((String words) -> !STANDARD.contains(words))
                    .thenComparing(Comparator.naturalOrder());

    /** The settings of a run. */
    public static Settings of(RunSpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("data", spec.dataset());
        values.put("backbone", spec.described().map(Backbone::toString).orElse(spec.backbone()));
        values.put("weights", spec.weights());
        values.put("size", spec.resolution().inWords());
        for (RecordComponent component : TrainingPlan.class.getRecordComponents()) {
            values.put(words(component.getName()), value(component, spec.plan()));
        }
        return new Settings(values);
    }

    /** These, and one more. */
    Settings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Settings(more);
    }

    private static String value(RecordComponent component, TrainingPlan plan) {
        try {
            return words(Figures.words(component.getAccessor().invoke(plan)).replaceFirst("\\.0$", ""));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** encoderLearningRate, MAXIMUM_VALUE: encoder learning rate, maximum value. */
    private static String words(String name) {
        return name.matches("[-\\d].*|NaN|Infinity") ? name
                : name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** The names of the settings that are not the same in all of these. */
    static List<String> varied(Collection<Settings> all) {
        return all.stream().flatMap(settings -> settings.values.keySet().stream()).distinct()
                .filter(name -> all.stream().map(settings -> settings.values.get(name)).distinct().count() > 1)
                .toList();
    }

    /**
     * Those of them that tell these apart, and the precision wherever it is not full; what a variant of the training
     * brings with it is left out.
     */
    static List<String> telling(Collection<Settings> all) {
        List<String> varied = varied(all);
        boolean full = all.stream().allMatch(each -> each.values.get(PRECISION).equals(Precision.FULL.toString()));
        return Stream.concat(
                varied.stream().filter(name -> !name.equals(PRECISION)).filter(name ->
                        name.equals(VARIANT) || !varied.contains(VARIANT) || !follows(name, all)),
                full ? Stream.empty() : Stream.of(PRECISION)).toList();
    }

    /** Whether a setting is the same wherever the variant is. */
    private static boolean follows(String name, Collection<Settings> all) {
        Map<String, Set<String>> byVariant = all.stream().collect(Collectors.groupingBy(
                settings -> settings.values.get(VARIANT),
                Collectors.mapping(settings -> settings.values.get(name), Collectors.toSet())));
        return byVariant.values().stream().allMatch(values -> values.size() == 1);
    }

    /** Where these are not those of the other, which is named so: {@code batch 8 (paper: 16)}. */
    public List<String> differences(Settings other, String name) {
        return varied(List.of(this, other)).stream()
                .map(key -> key + " " + values.get(key) + " (" + name + ": " + other.values.get(key) + ")").toList();
    }

    /** These settings in words, each after a comma. */
    String words(List<String> names) {
        StringBuilder words = new StringBuilder();
        names.stream().filter(values::containsKey)
                .forEach(name -> words.append(", ").append(name).append(' ').append(values.get(name)));
        return words.toString();
    }

    /**
     * Numbers by value, words by letters but the standard variant and full precision first, which so have their
     * configuration's own colour; the first difference decides.
     */
    int compareTo(Settings other, List<String> names) {
        return names.stream()
                .mapToInt(name -> compare(values.getOrDefault(name, ""), other.values.getOrDefault(name, "")))
                .filter(order -> order != 0).findFirst().orElse(0);
    }

    private static int compare(String a, String b) {
        try {
            return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
        } catch (NumberFormatException words) {
            return STANDARD_FIRST.compare(a, b);
        }
    }
}
