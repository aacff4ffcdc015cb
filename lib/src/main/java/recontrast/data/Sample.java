package recontrast.data;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One image with its label; nothing is loaded before it is asked for.
 *
 * @param id path relative to the category, with slashes: {@code test/hole/003.png}
 * @param defect kind of defect, or {@link #GOOD}
 * @param picture loads the image; may throw {@link DataException}
 * @param mask loads the mask, where the data set has one; may throw {@link DataException}
 * @param fingerprint changes when the contents do: the sizes of files, the seed and version of a generator
 * @param origin name of the category it came from, where several were joined
 */
public record Sample(
        String id, String defect, Supplier<Picture> picture, Optional<Supplier<Mask>> mask, String fingerprint,
        Optional<String> origin) {

    /** The defect of an image that has none. */
    public static final String GOOD = "good";

    public Sample {
        if (GOOD.equals(defect) && mask.isPresent()) {
            throw new IllegalArgumentException("expected no mask for the good image " + id + ", found one: drop it");
        }
    }

    /** Of a category that is not joined with others. */
    public Sample(
            String id, String defect, Supplier<Picture> picture, Optional<Supplier<Mask>> mask, String fingerprint) {
        this(id, defect, picture, mask, fingerprint, Optional.empty());
    }

    /** The same image among those of other categories: its id begins with the category's name. */
    Sample from(String category) {
        return new Sample(category + '/' + id, defect, picture, mask, fingerprint, Optional.of(category));
    }

    public boolean anomalous() {
        return !GOOD.equals(defect);
    }

    /** Whether the truth about every pixel is known: a good image needs no mask for that. */
    public boolean localisable() {
        return !anomalous() || mask.isPresent();
    }
}
