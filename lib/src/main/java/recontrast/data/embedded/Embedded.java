package recontrast.data.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.Dataset;
import recontrast.data.embedded.Motif.Defect;

/**
 * The data set that comes with the kit: {@code weave} (a texture), {@code washer} (an object) and {@code fundus}
 * (retinas, labelled image by image without masks).
 *
 * <p>Pictures are 160 x 160 pixels and drawn when asked for. A picture depends on the seed, its category and its id
 * alone, and is the same, byte for byte, on every machine. Good specimens differ in detail (slubs of a yarn, serial
 * numbers, vessels), so that what is unusual is not yet defective. About a fifth of the defects are hard to see.
 *
 * <p>A mask marks the pixels that a defect visibly changed: those in which a channel is at least 8 of 255 levels off
 * the same specimen in the same pose, light and grain without the defect, with gaps of up to 4 pixels closed.
 */
public final class Embedded {

    /** Raised whenever the same seed gives other pictures than before. */
    static final int VERSION = 3;

    /** The seed of {@link #dataset()}. */
    static final long SEED = 2023;

    private static final String NAME = "embedded";

    private static final Motif<Weave> WEAVE = new Motif<>("weave", Weave::woven, 0.06, List.of(
            new Defect<>("missing_thread", Weave::missingThread), new Defect<>("stain", Weave::stain),
            new Defect<>("hole", Weave::hole), new Defect<>("misweave", Weave::misweave)),
            45, Motif.Annotation.LABEL_AND_MASK);
    private static final Motif<Washer> WASHER = new Motif<>("washer", Washer::turned, 0.06, List.of(
            new Defect<>("scratch", Washer::scratch), new Defect<>("dent", Washer::dent),
            new Defect<>("contamination", Washer::contamination), new Defect<>("bent", Washer::bent),
            new Defect<>("print", Washer::wipedPrint)),
            36, Motif.Annotation.LABEL_AND_MASK);
    private static final Motif<Fundus> FUNDUS = new Motif<>("fundus", Fundus::born, 0.10, List.of(
            new Defect<>("exudate", Fundus::exudate), new Defect<>("haemorrhage", Fundus::haemorrhage),
            new Defect<>("neovascular", Fundus::neovascular)),
            60, Motif.Annotation.LABEL);

    /** By name and seed: what was drawn of one is there for all who ask for it again. */
    private static final Map<Map.Entry<String, Long>, Category> CATEGORIES = new ConcurrentHashMap<>();

    private Embedded() { }

    /** The three categories as the notebooks use them. */
    public static Dataset dataset() {
        return dataset(SEED);
    }

    /** The same three categories with other pictures. */
    public static Dataset dataset(long seed) {
        List<String> names = motifs().stream().map(Motif::name).toList();
        return Dataset.of(NAME, names, name -> category(motifs().get(names.indexOf(name)), seed), name ->
                "expected one of " + String.join(", ", names) + "; found " + name + ": choose one of these");
    }

    /**
     * The data set that a name means: {@code embedded}, or {@code embedded:7} with the pictures that seed 7 gives, to
     * choose a plan on; none where the name means something else.
     *
     * @throws DataException if the seed is no whole number
     */
    public static Optional<Dataset> named(String name) {
        if (name.equals(NAME)) {
            return Optional.of(dataset());
        }
        if (!name.startsWith(NAME + ":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(dataset(Long.parseLong(name.substring(NAME.length() + 1))));
        } catch (NumberFormatException none) {
            throw new DataException("expected a whole number as seed in " + name + ": write " + NAME + ":7, say", none);
        }
    }

    /** Twill cloth: missing_thread, stain, hole, misweave. */
    public static Category weave() {
        return category(WEAVE, SEED);
    }

    /** A steel flange with a serial number: scratch, dent, contamination, bent, print. */
    public static Category washer() {
        return category(WASHER, SEED);
    }

    /** Retinas, without masks: exudate, haemorrhage, neovascular. */
    public static Category fundus() {
        return category(FUNDUS, SEED);
    }

    private static Category category(Motif<?> motif, long seed) {
        return CATEGORIES.computeIfAbsent(Map.entry(motif.name(), seed), key -> motif.category(NAME, seed));
    }

    static List<Motif<?>> motifs() {
        return List.of(WEAVE, WASHER, FUNDUS);
    }
}
