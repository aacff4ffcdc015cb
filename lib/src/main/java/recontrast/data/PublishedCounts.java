package recontrast.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a data set holds as its authors published it, split as the paper does, or as its reader says.
 *
 * @param dataset name of the data set
 * @param categories counts of each category, in order
 */
public record PublishedCounts(String dataset, Map<String, SplitCounts> categories) {

    private static final String RESOURCE = "/recontrast/published_counts.csv";

    public PublishedCounts {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /**
     * The counts to hold a data set against: those of its name, or, where folders are all that tells, those of the
     * published set that has all of its categories, two at least.
     */
    public static Optional<PublishedCounts> of(Dataset dataset) {
        List<String> names = dataset.categories();
        List<PublishedCounts> all = all();
        return all.stream().filter(published -> published.dataset.equals(dataset.name())).findFirst()
                .or(() -> all.stream()
                        .filter(published -> names.size() > 1 && published.categories.keySet().containsAll(names))
                        .findFirst());
    }

    /** Those of the data sets of the paper, then of others. */
    public static List<PublishedCounts> all() {
        Map<String, Map<String, SplitCounts>> byDataset = new LinkedHashMap<>();
        for (CsvRow row : CsvRow.read(PublishedCounts.class.getResourceAsStream(RESOURCE), RESOURCE,
                "dataset", "category", "train", "validation", "test_good", "test_defective", "masks")) {
            byDataset.computeIfAbsent(row.get("dataset"), name -> new LinkedHashMap<>())
                    .put(row.get("category"), counts(row));
        }
        return byDataset.entrySet().stream().map(each -> new PublishedCounts(each.getKey(), each.getValue())).toList();
    }

    /**
     * Those of one data set.
     *
     * @throws IllegalArgumentException if there are none of that name
     */
    public static PublishedCounts named(String dataset) {
        return all().stream().filter(published -> published.dataset.equals(dataset)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a data set out of "
                        + all().stream().map(PublishedCounts::dataset).toList() + "; found " + dataset));
    }

    private static SplitCounts counts(CsvRow row) {
        return new SplitCounts(row.integer("train"), row.integer("validation"), row.integer("test_good"),
                row.integer("test_defective"), row.integer("masks"));
    }

    /** Over all categories. */
    public SplitCounts total() {
        return categories.values().stream().reduce(SplitCounts.NONE, SplitCounts::plus);
    }
}
