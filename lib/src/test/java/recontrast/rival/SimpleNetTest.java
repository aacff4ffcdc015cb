package recontrast.rival;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SimpleNetTest {

    private static final SimpleNet PUBLISHED = Rivals.SIMPLENET;
    private static final SimpleNet SILENT = new SimpleNet(0, PUBLISHED.margin(), PUBLISHED.hidden(),
            PUBLISHED.adaptorRate(), PUBLISHED.discriminatorRate(), PUBLISHED.weightDecay());

    /** golden/frozen_heads.json was computed by PyTorch. */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        try (OneStep step = new OneStep(PUBLISHED)) {
            step.assertGoldenMaps("simplenet");
        }
    }

    /** Without noise, which would have to be drawn alike. */
    @Test
    void losesWhatTheTruncatedDistanceSays() {
        try (OneStep step = new OneStep(SILENT)) {
            double[][] patches = OneStep.rows(OneStep.doubles(Patches.rows(Patches.of(step.features()))), 152);
            double[][] adapted = step.linear("adaptor", patches);
            double[][] hidden = step.linear("discriminator.first", adapted);
            double[][] inner = Arrays.stream(columns(hidden)).map(SimpleNetTest::normalised).toArray(double[][]::new);
            double[][] normality = step.linear("discriminator.last", columns(inner));
            double good = Arrays.stream(normality).mapToDouble(d -> Math.max(0, 0.5 - d[0])).average().orElseThrow();
            double noisy = Arrays.stream(normality).mapToDouble(d -> Math.max(0, 0.5 + d[0])).average().orElseThrow();
            OneStep.assertFigure(step.take(), good + noisy);
        }
    }

    private static double[][] columns(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(c -> Stream.of(rows).mapToDouble(row -> row[c]).toArray()).toArray(double[][]::new);
    }

    /** By the batch's own statistics, the negative ones a fifth. */
    private static double[] normalised(double[] column) {
        double mean = Arrays.stream(column).average().orElseThrow();
        double variance = Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        return Arrays.stream(column).map(x -> (x - mean) / Math.sqrt(variance + 1e-5)).map(x -> x > 0 ? x : 0.2 * x)
                .toArray();
    }
}
