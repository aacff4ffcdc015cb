package recontrast.bench;

import recontrast.metric.AnomalyMap;
import recontrast.metric.Aupro;
import recontrast.metric.MaskedMap;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** AUPRO of 100 images of 256 pixels: smooth random maps, each with one round defect. */
public final class AuproBench {

    private static final int IMAGES = 100;
    private static final int SIDE = 256;
    private static final int WARM = 10; // runs until Java has compiled what it times
    static final double LIMIT = 0.3;

    private AuproBench() { }

    /** All images together, every score a threshold, to false positive rate 0.3. */
    public static Timing exact(int count) {
        List<MaskedMap> maps = maps();
        return Timing.measured(WARM, count, () -> Aupro.exact(maps, LIMIT));
    }

    /** Each image alone, 200 thresholds. */
    public static Timing published(int count) {
        List<MaskedMap> maps = maps();
        return Timing.measured(WARM, count, () -> Aupro.published(maps));
    }

    static List<MaskedMap> maps() {
        return IntStream.range(0, IMAGES).mapToObj(AuproBench::image).toList();
    }

    private static MaskedMap image(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[SIDE * SIDE];
        boolean[] mask = new boolean[SIDE * SIDE];
        double x = random.nextDouble(40, SIDE - 40);
        double y = random.nextDouble(40, SIDE - 40);
        double radius = random.nextDouble(5, 35);
        for (int i = 0; i < values.length; i++) {
            double distance = Math.hypot(i % SIDE - x, i / SIDE - y);
            mask[i] = distance < radius;
            values[i] = (float) (Math.exp(-distance / radius) + 0.3 * random.nextDouble());
        }
        return new MaskedMap(new AnomalyMap(SIDE, SIDE, values), mask);
    }
}
