package recontrast.data.embedded;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recontrast.data.Category;
import recontrast.data.Mask;
import recontrast.data.Picture;
import recontrast.data.Sample;

/**
 * A category before it is drawn: how a good specimen comes about, how it is spoilt and how it is pictured.
 *
 * @param name      name of the category
 * @param specimen  makes a good specimen
 * @param unevenness of the light on it, a share of the exposure
 * @param defects   the kinds of defect, in the order of the test images
 * @param perDefect test images of each kind
 * @param annotated what is known of a defective test image
 * @param <S>       what is pictured
 */
record Motif<S extends Paint>(String name, Function<Chance, S> specimen, double unevenness,
        List<Defect<S>> defects, int perDefect, Annotation annotated) {

    private static final int TRAIN = 320;
    private static final int TEST_GOOD = 140;
    private static final double LEAST = 0.25;

    /** What is known of a defective test image: its label, or also which pixels are defective. */
    enum Annotation { LABEL, LABEL_AND_MASK }

    /**
     * A way in which a good specimen can be spoilt.
     *
     * @param label the folder that a data set on disk would keep these pictures in
     */
    record Defect<S>(String label, Spoiling<S> spoiling) { }

    /** What the spoilt specimen looks like; {@code severity} runs from 0 (hard to see) to 1 (plain). */
    @FunctionalInterface
    interface Spoiling<S> {
        Paint of(S specimen, double severity, Chance chance);
    }

    /** The category that a seed gives. */
    Category category(String dataset, long seed) {
        Stream<Sample> test = Stream.concat(good("test", TEST_GOOD, seed),
                defects.stream().flatMap(defect -> spoilt(defect, seed)));
        return new Category(dataset, name, good("train", TRAIN, seed).toList(), test.toList());
    }

    /** A picture: of one id the same specimen, pose, light and grain, whatever is made of the specimen. */
    private Picture picture(String id, long seed, BiFunction<S, Chance, Paint> made) {
        Chance chance = new Chance(seed).fork(name).fork(id);
        Paint paint = made.apply(specimen.apply(chance.fork("specimen")), chance.fork("defect"));
        return Camera.under(unevenness, chance.fork("camera")).shoot(paint);
    }

    /** The picture of an id as it would be without a defect. */
    Picture picture(String id, long seed) {
        return picture(id, seed, (good, chance) -> good);
    }

    private Stream<Sample> good(String split, int count, long seed) {
        return IntStream.range(0, count).mapToObj(index -> id(split, Sample.GOOD, index))
                .map(id -> new Sample(
                        id, Sample.GOOD, kept(() -> picture(id, seed)), Optional.empty(), fingerprint(seed)));
    }

    private Stream<Sample> spoilt(Defect<S> defect, long seed) {
        return IntStream.range(0, perDefect).mapToObj(index -> {
            String id = id("test", defect.label(), index);
            Supplier<Picture> picture = kept(() -> picture(id, seed,
                    (good, chance) -> defect.spoiling.of(good, severity(index), chance)));
            Supplier<Mask> mask = kept(() -> VisibleChange.between(picture(id, seed), picture.get()));
            return new Sample(id, defect.label(), picture,
                    Optional.of(mask).filter(known -> annotated == Annotation.LABEL_AND_MASK), fingerprint(seed));
        });
    }

    /** The same, drawn once while there is memory for it. */
    private static <T> Supplier<T> kept(Supplier<T> drawing) {
        AtomicReference<SoftReference<T>> kept = new AtomicReference<>(new SoftReference<>(null));
        return () -> {
            T drawn = Optional.ofNullable(kept.get().get()).orElseGet(drawing);
            kept.set(new SoftReference<>(drawn));
            return drawn;
        };
    }

    /** Evenly spread over [LEAST, 1] and out of order: 7 has no divisor in common with any {@code perDefect} in use. */
    private double severity(int index) {
        return LEAST + (1 - LEAST) * (7 * index % perDefect / (perDefect - 1.0));
    }

    private static String id(String split, String defect, int index) {
        return String.format(Locale.ROOT, "%s/%s/%03d.png", split, defect, index);
    }

    private static String fingerprint(long seed) {
        return "drawn by version " + Embedded.VERSION + " from seed " + seed;
    }
}
