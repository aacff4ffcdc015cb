package recontrast.report.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class NetworkDrawingTest {

    private static final int VERMILLION = 0xD55E00; // gradients
    private static final int BLUE = 0x0072B2; // what the trained encoder sees
    private static final int GREY = 0x666666; // what the frozen one sees

    @Test
    void saysEveryConfigurationOfTheLadderInASentence() {
        assertThat(Config.LADDER.stream().map(config -> NetworkDrawing.of(config).toString())).containsExactly(
                "A: one frozen encoder, distance point by point",
                "B: one frozen encoder, global distance",
                "B+hm: one frozen encoder, global distance, easy points without gradient",
                "C: one trained encoder, its targets carry gradient, global distance",
                "D: one trained encoder, its targets under stop gradient, global distance",
                "C+cp: a trained and a frozen encoder that reconstruct each other, "
                        + "the trained one's targets carry gradient, global distance",
                "E-gl: a trained and a frozen encoder that reconstruct each other, "
                        + "the trained one's targets under stop gradient, distance point by point",
                "E: a trained and a frozen encoder that reconstruct each other, "
                        + "the trained one's targets under stop gradient, global distance",
                "Ours: a trained and a frozen encoder that reconstruct each other, "
                        + "the trained one's targets under stop gradient, global distance, easy points without gradient");
    }

    @Test
    void putsSeveralInRowsOfThree() {
        BufferedImage three = NetworkDrawing.of(List.of(Config.A, Config.B, Config.C)).image();
        BufferedImage four = NetworkDrawing.of(List.of(Config.A, Config.B, Config.C, Config.D)).image();
        assertThat(NetworkDrawing.of(Config.A).image().getWidth()).isEqualTo(900);
        assertThat(three.getWidth()).isEqualTo(1832); // 3 of 600 and 2 gaps of 16 pixels
        assertThat(four.getWidth()).isEqualTo(three.getWidth());
        assertThat(four.getHeight()).isGreaterThan(three.getHeight());
        assertThat(NetworkDrawing.of(List.of(Config.A, Config.D))).hasToString(
                NetworkDrawing.of(Config.A) + "; " + NetworkDrawing.of(Config.D));
    }

    @Test
    void drawsGradientsBesideTheTargetsWhereTheyReachTheEncoder() {
        assertThat(aboveTheEncoder(Config.B, VERMILLION)).isZero();
        assertThat(aboveTheEncoder(Config.C, VERMILLION)).isPositive();
        assertThat(aboveTheEncoder(Config.D, VERMILLION)).isZero();
        assertThat(aboveTheEncoder(Config.C_CP, VERMILLION)).isPositive();
        assertThat(aboveTheEncoder(Config.OURS, VERMILLION)).isZero();
    }

    @Test
    void coloursWhatEachEncoderSees() {
        assertThat(aboveTheEncoder(Config.A, GREY)).isPositive();
        assertThat(aboveTheEncoder(Config.A, BLUE)).isZero();
        assertThat(aboveTheEncoder(Config.E, BLUE)).isPositive();
        assertThat(aboveTheEncoder(Config.E, GREY)).isZero();
    }

    /** How many pixels of the ways from the first encoder to the distances have that colour. */
    private static long aboveTheEncoder(Config config, int rgb) {
        BufferedImage image = NetworkDrawing.of(config).image();
        return IntStream.range(70, 180).flatMap(y -> IntStream.range(120, 380).map(x -> image.getRGB(x, y)))
                .filter(pixel -> (pixel & 0xFFFFFF) == rgb).count();
    }

    @Test
    void writesWhatItShows(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("drawings/E.png");
        NetworkDrawing.of(Config.E).save(file);
        BufferedImage shown = NetworkDrawing.of(Config.E).image();
        assertThat(pixels(ImageIO.read(file.toFile()))).isEqualTo(pixels(shown))
                .isNotEqualTo(pixels(NetworkDrawing.of(Config.C_CP).image()));
    }

    private static List<Integer> pixels(BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .boxed().toList();
    }

    @Test
    void refusesToDrawNothing() {
        assertThatThrownBy(() -> NetworkDrawing.of(List.of()))
                .hasMessage("expected configurations to draw; found none: give one at least");
    }
}
