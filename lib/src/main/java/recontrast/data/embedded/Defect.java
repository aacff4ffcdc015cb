package recontrast.data.embedded;

import java.util.Locale;

/**
 * A way in which a good specimen can be spoilt.
 *
 * @param <S> what is spoilt
 */
interface Defect<S extends Paint> {

    /** The constant's name, as an enum gives it. */
    String name();

    /** What the spoilt specimen looks like; {@code severity} runs from 0 (hard to see) to 1 (plain). */
    Paint spoil(S specimen, double severity, Chance chance);

    /** The folder that a data set on disk would keep these pictures in. */
    default String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
