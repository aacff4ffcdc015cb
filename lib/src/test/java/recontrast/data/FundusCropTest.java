package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against figures of scikit-image and OpenCV. */
class FundusCropTest {

    @TempDir
    Path folder;

    @Test
    void cropsAndEnlargesAsThePublishedCodeDoes() throws IOException {
        assertCropped(golden().get(0));
    }

    @Test
    void cropsAndShrinksAsThePublishedCodeDoes() throws IOException {
        assertCropped(golden().get(1));
    }

    @Test
    void aBlackImageIsNamed() {
        Path black = TestImages.grey(folder.resolve("black.png"), 8, 8, 10); // sums of 30
        assertThatThrownBy(() -> FundusCrop.of(black)).isInstanceOf(DataException.class)
                .hasMessage("expected a retina in " + black
                        + "; found no pixel with a sum of red, green and blue above 30: take it out");
    }

    private void assertCropped(JsonNode golden) {
        BufferedImage image = image(golden.get("scale").asInt());
        Path file = TestImages.write(image, folder.resolve("fundus.png"));
        BrightRegion retina = BrightRegion.largest(Picture.read(file), 30).orElseThrow();
        assertThat(retina.area()).isEqualTo(golden.get("area").asLong());
        assertThat(retina.extent()).isEqualTo(golden.get("extent").asInt());
        assertThat(retina.centreRow()).isEqualTo(golden.get("centroid").get(0).asDouble(), within(1e-9));
        assertThat(retina.centreColumn()).isEqualTo(golden.get("centroid").get(1).asDouble(), within(1e-9));
        int[] values = TestImages.unsigned(FundusCrop.of(file).rgb());
        assertThat(values).hasSize(512 * 512 * 3);
        for (JsonNode pixel : golden.get("pixels")) {
            int at = (pixel.get(0).asInt() * 512 + pixel.get(1).asInt()) * 3;
            for (int channel = 0; channel < 3; channel++) {
                assertThat(values[at + channel]).isCloseTo(pixel.get(2 + channel).asInt(), within(1));
            }
        }
        assertThat(IntStream.of(values).average().orElseThrow()) // OpenCV's fixed point loses a tenth of a level
                .isEqualTo(golden.get("mean").asDouble(), within(0.15));
    }

    private static BufferedImage image(int scale) {
        BufferedImage image = new BufferedImage(400 * scale, 300 * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double across = (x - 180 * scale) / (190.0 * scale);
                double down = (y - 150 * scale) / (160.0 * scale);
                boolean lit = across * across + down * down < 1 || x >= 385 * scale && y >= 285 * scale;
                int dark = (7 * x + 13 * y) % 11;
                image.setRGB(x, y, lit
                        ? 60 + (3 * x + 5 * y) % 180 << 16 | 30 + (x + 2 * y) % 100 << 8 | x * y % 60
                        : dark << 16 | dark << 8 | dark);
            }
        }
        return image;
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = FundusCropTest.class.getResourceAsStream("/golden/fundus_crop.json")) {
            return new ObjectMapper().readTree(in).get("cases");
        }
    }
}
