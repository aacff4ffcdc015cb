package recontrast.metric;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One test image with what the network made of it and what is known about it.
 *
 * @param id        the image's name in its data set
 * @param defect    the kind of defect, as the data set names it; "good" where there is none
 * @param anomalous whether the image is defective
 * @param map       its anomaly map
 * @param mask      true where a pixel is defective, row-major, of the map's size; empty where the data set has none
 * @param own       the image's score by a method that does not take it from the map
 */
public record ScoredImage(String id, String defect, boolean anomalous, AnomalyMap map, Optional<boolean[]> mask,
        OptionalDouble own) {

    /** An image whose score is taken from its map. */
    public ScoredImage(String id, String defect, boolean anomalous, AnomalyMap map, Optional<boolean[]> mask) {
        this(id, defect, anomalous, map, mask, OptionalDouble.empty());
    }

    /** Its score: the method's own, else what the rule makes of the map. */
    public double score(ImageScore rule) {
        return own.orElseGet(() -> rule.of(map));
    }

    /** Whether the truth about every pixel is known: a good image needs no mask for that. */
    public boolean localisable() {
        return !anomalous || mask.isPresent();
    }

    /** The map with its mask, all normal for a good image; fails where {@link #localisable()} is false. */
    public MaskedMap masked() {
        if (!anomalous) {
            return MaskedMap.good(map);
        }
        return new MaskedMap(map, mask.orElseThrow(() -> new IllegalStateException(
                "expected a mask for the defective image " + id + "; found none: localisation needs one")));
    }

    /** {@code Scored image: hole/003.png, hole, map of 96 px from 0.012 to 0.431}; and its own score, where it has one. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Scored image: %s, %s, map of %s px from %.3g to %.3g%s", id, defect,
                map.size(), map.min(), map.max(), own.isPresent() ? ", score " + (float) own.getAsDouble() : "");
    }
}
