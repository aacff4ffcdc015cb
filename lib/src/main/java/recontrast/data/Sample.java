package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One image with its label; nothing is loaded before it is asked for.
 *
 * @param id path relative to the category, with slashes: {@code test/hole/003.png}
 * @param defect kind of defect, or {@link #GOOD}
 * @param picture loads the image; may throw {@link DataException}
 * @param mask loads the mask, where the data set has one; may throw {@link DataException}
 * @param files that it is read from: the image, then its masks; none where a generator draws it
 * @param fingerprint changes when the picture does though no file did: the seed and version of a generator, the version
 *     of a crop
 * @param origin name of the category it came from, where several were joined
 */
@API(status = API.Status.STABLE)
public record Sample(
        String id, String defect, Supplier<Picture> picture, Optional<Supplier<Mask>> mask, List<Path> files,
        String fingerprint, Optional<String> origin) {

    /** The defect of an image that has none. */
    public static final String GOOD = "good";

    public Sample {
        files = List.copyOf(files);
        if (GOOD.equals(defect) && mask.isPresent()) {
            throw new IllegalArgumentException("expected no mask for the good image " + id + ", found one: drop it");
        }
    }

    /** Of no file, and of a category that is not joined with others. */
    public Sample(
            String id, String defect, Supplier<Picture> picture, Optional<Supplier<Mask>> mask, String fingerprint) {
        this(id, defect, picture, mask, List.of(), fingerprint, Optional.empty());
    }

    /** The same image among those of other categories: its id begins with the category's name. */
    Sample from(String category) {
        return new Sample(category + '/' + id, defect, picture, mask, files, fingerprint, Optional.of(category));
    }

    /** {@code test/hole/003.png, hole}. */
    @Override
    public String toString() {
        return id + ", " + defect;
    }

    /** What the image is read from; none where it is drawn. */
    public Optional<Path> file() {
        return files.stream().findFirst();
    }

    /**
     * Of the image: as the header of its file says, or of the picture where it is drawn or made of the file's.
     *
     * @throws DataException where it cannot be read
     */
    ImageSize size() {
        if (file().isPresent() && fingerprint.isEmpty()) {
            return ImageFile.of(file().get()).size();
        }
        Picture drawn = picture.get();
        return new ImageSize(drawn.height(), drawn.width());
    }

    public boolean anomalous() {
        return !GOOD.equals(defect);
    }

    /** Whether the truth about every pixel is known: a good image needs no mask for that. */
    public boolean localisable() {
        return !anomalous() || mask.isPresent();
    }
}
