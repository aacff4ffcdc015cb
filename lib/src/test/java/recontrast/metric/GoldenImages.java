package recontrast.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import recontrast.golden.Uniform;

/** The twelve images of golden/metrics.json, built as its definition says: five good ones, then seven with a defect. */
final class GoldenImages {

    static final int SIDE = 64;

    private GoldenImages() {
    }

    static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(GoldenImages.class.getResource("/golden/metrics.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ScoredImage> scored() {
        return IntStream.range(0, 12).mapToObj(i -> {
            boolean anomalous = i >= 5;
            Optional<boolean[]> mask = anomalous ? Optional.of(mask(i)) : Optional.empty();
            return new ScoredImage("image " + i, anomalous ? "disc" : "good", anomalous, map(i, mask), mask);
        }).toList();
    }

    static List<MaskedMap> masked() {
        return scored().stream().map(ScoredImage::masked).toList();
    }

    static List<MaskedMap> defective() {
        return scored().stream().filter(ScoredImage::anomalous).map(ScoredImage::masked).toList();
    }

    private static AnomalyMap map(int i, Optional<boolean[]> mask) {
        double[] noise = Uniform.of("map." + i, SIDE * SIDE);
        double[] values = Separable.project(noise, SIDE, SIDE, Smoothing.STANDARD);
        mask.ifPresent(defect -> {
            for (int pixel = 0; pixel < values.length; pixel++) {
                values[pixel] += defect[pixel] ? 0.05 : 0;
            }
        });
        return new AnomalyMap(SIDE, SIDE, Separable.toFloats(values));
    }

    private static boolean[] mask(int i) {
        boolean[] mask = new boolean[SIDE * SIDE];
        int radius = 3 + i % 3;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int down = row - (12 + i);
                int right = column - 20;
                boolean disc = down * down + right * right <= radius * radius;
                boolean box = i % 2 == 1 && row >= 44 && row <= 49 && column >= 40 - i && column <= 45;
                mask[row * SIDE + column] = disc || box;
            }
        }
        return mask;
    }
}
