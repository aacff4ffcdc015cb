package recontrast.metric;

import java.util.Arrays;
import java.util.List;

/**
 * The scores of a data set's normal pixels as far as a false positive rate needs them: the highest, sorted, and the
 * number of all. The others, most of them, are never moved.
 *
 * @param highest ascending: all scores from some value on, at least the share of all that was asked for
 * @param count of all
 */
record NormalPixels(float[] highest, int count) {

    private static final int DIGIT = 16; // the upper bits of a float: sign, exponent and seven of the fraction
    private static final int BUCKETS = 1 << DIGIT;

    /**
     * The normal pixels of all maps together.
     *
     * @param share of them that is needed, above 0 and at most 1
     */
    static NormalPixels of(List<MaskedMap> maps, double share) {
        int[] counts = maps.parallelStream().collect(
                () -> new int[BUCKETS], NormalPixels::count, NormalPixels::merge);
        int all = 0;
        for (int count : counts) {
            all += count;
        }
        int least = BUCKETS;
        int kept = 0;
        while (least > 0 && kept < share * all) {
            least--;
            kept += counts[least];
        }
        float[] highest = join(maps, least, kept);
        FloatSort.sort(highest);
        return new NormalPixels(highest, all);
    }

    private static void count(int[] counts, MaskedMap image) {
        float[] scores = image.map().values();
        boolean[] mask = image.mask();
        for (int pixel = 0; pixel < scores.length; pixel++) {
            if (!mask[pixel]) {
                counts[bucket(scores[pixel])]++;
            }
        }
    }

    private static void merge(int[] counts, int[] more) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] += more[bucket];
        }
    }

    private static float[] join(List<MaskedMap> maps, int least, int kept) {
        List<float[]> parts = maps.parallelStream().map(image -> from(image, least)).toList();
        float[] joined = new float[kept];
        int size = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, size, part.length);
            size += part.length;
        }
        return joined;
    }

    private static float[] from(MaskedMap image, int least) {
        float[] scores = image.map().values();
        boolean[] mask = image.mask();
        float[] kept = new float[scores.length];
        int size = 0;
        for (int pixel = 0; pixel < scores.length; pixel++) {
            if (!mask[pixel] && bucket(scores[pixel]) >= least) {
                kept[size++] = scores[pixel];
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Rises with the score; both zeros are one. */
    private static int bucket(float score) {
        return FloatSort.key(score + 0f) >>> Integer.SIZE - DIGIT;
    }
}
