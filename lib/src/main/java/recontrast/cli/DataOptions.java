package recontrast.cli;

import picocli.CommandLine.Option;
import recontrast.data.Category;
import recontrast.data.Dataset;
import recontrast.data.embedded.Embedded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which images. */
final class DataOptions {

    private static final String EMBEDDED = "embedded";
    private static final String STANDARD_CATEGORY = "washer";

    @Option(names = "--data", paramLabel = "PATH|embedded", defaultValue = EMBEDDED,
            description = "A data set of the paper as published, images laid out as in MVTec AD, one category or many,"
                    + " or good images alone (default: ${DEFAULT-VALUE}, the images that come with this library;"
                    + " embedded:7 draws others by the same generator).")
    private String data;

    @Option(names = "--category", paramLabel = "NAME|all",
            description = "Which category (default: the only one, washer of the embedded data; of tables and prepare"
                    + " all).")
    private Optional<String> category;

    /** What was asked for, every category checked, no image decoded. */
    List<Category> categories() {
        Dataset dataset = dataset();
        return dataset.named(category.orElseGet(() -> standard(dataset)));
    }

    /** What was asked for, or all there is where no category was named. */
    List<Category> everyCategory() {
        Dataset dataset = dataset();
        return category.map(dataset::named)
                .orElseGet(() -> dataset.categories().stream().map(dataset::category).toList());
    }

    /** The category that was named, {@code all} as none. */
    Optional<String> category() {
        return category.filter(name -> !name.equals(Dataset.ALL));
    }

    private Dataset dataset() {
        return Embedded.named(data).orElseGet(() -> Dataset.open(path(data)));
    }

    /** The path of that spelling, which Java cannot have in a locale without its letters. */
    static Path path(String spelling) {
        try {
            return Path.of(spelling);
        } catch (InvalidPathException unspeakable) {
            throw new UsageException("expected --data with letters that this locale has; found " + spelling
                    + ": set LC_ALL=C.UTF-8");
        }
    }

    private String standard(Dataset dataset) {
        if (Embedded.named(data).isPresent()) {
            return STANDARD_CATEGORY;
        }
        List<String> there = dataset.categories();
        if (there.size() > 1) {
            throw new UsageException("expected --category with one of " + String.join(", ", there)
                    + ", or all; found none");
        }
        return there.get(0);
    }
}
