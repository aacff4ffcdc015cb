package recontrast.report;

import recontrast.data.ImageSize;
import recontrast.metric.AnomalyMap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model thinks of images as a {@linkplain Npz file} that NumPy reads, image by image as they are scored:
 * {@code maps} float32 (images, height, width), {@code scores} float64 and {@code names}. No more than one map need be kept.
 */
public final class ScoredArrays implements AutoCloseable {

    private final Npz npz;
    private final int images;
    private final List<String> names = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    private ScoredArrays(Npz npz, int images) {
        this.npz = npz;
        this.images = images;
    }

    /**
     * Of so many images.
     *
     * @param size of their maps
     * @throws IllegalArgumentException if the name does not end in {@code .npz}
     */
    public static ScoredArrays create(Path file, int images, ImageSize size) {
        return new ScoredArrays(Npz.create(file).maps("maps", images, size), images);
    }

    /** With the next image. */
    public ScoredArrays add(String name, AnomalyMap map, double score) {
        npz.append(map);
        names.add(name);
        scores.add(score);
        if (names.size() == images) {
            npz.numbers("scores", scores.stream().mapToDouble(Double::doubleValue).toArray()).words("names", names);
        }
        return this;
    }

    /** With what else is known of each image, once all are there. */
    public ScoredArrays words(String name, List<String> words) {
        npz.words(name, words);
        return this;
    }

    /** Puts the file in place; nothing where images are missing. */
    @Override
    public void close() {
        npz.close();
    }
}
