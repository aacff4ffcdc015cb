package recontrast.metric;

import java.util.List;

/**
 * An anomaly map beside the truth about its pixels.
 *
 * @param map  the map, (height, width)
 * @param mask true where a pixel is defective, row-major, one a value of the map; kept, not copied
 */
public record MaskedMap(AnomalyMap map, boolean[] mask) {

    /** Refuses a mask of another size than the map. */
    public MaskedMap {
        if (mask.length != map.values().length) {
            throw new IllegalArgumentException("expected a mask of " + map.values().length
                    + " pixels for an anomaly map of side " + map.size() + "; found " + mask.length
                    + ": resize the mask to the map");
        }
    }

    /** The map of a good image: no pixel is defective. */
    public static MaskedMap good(AnomalyMap map) {
        return new MaskedMap(map, new boolean[map.values().length]);
    }

    /** Whether any pixel is defective. */
    public boolean defective() {
        return normalPixels() < mask.length;
    }

    /** Number of pixels that are not defective. */
    public int normalPixels() {
        int normal = 0;
        for (boolean defect : mask) {
            normal += defect ? 0 : 1;
        }
        return normal;
    }

    /** The map's values inside each 8-connected region of the mask. */
    public List<float[]> regionScores() {
        return ConnectedRegions.of(mask, map.width()).stream().map(this::scores).toList();
    }

    /** The map's values where no pixel is defective. */
    public float[] normalScores() {
        return scores(false, normalPixels());
    }

    /** The map's values where a pixel is defective. */
    float[] defectScores() {
        return scores(true, mask.length - normalPixels());
    }

    private float[] scores(boolean defective, int count) {
        float[] scores = new float[count];
        int size = 0;
        for (int pixel = 0; pixel < mask.length; pixel++) {
            if (mask[pixel] == defective) {
                scores[size++] = map.values()[pixel];
            }
        }
        return scores;
    }

    private float[] scores(int[] pixels) {
        float[] scores = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            scores[i] = map.values()[pixels[i]];
        }
        return scores;
    }
}
