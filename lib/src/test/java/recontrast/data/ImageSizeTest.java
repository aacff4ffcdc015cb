package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {

    @Test
    void isReadAsItIsWritten() {
        assertThat(ImageSize.parse("256")).isEqualTo(ImageSize.square(256)).hasToString("256");
        assertThat(ImageSize.parse("256x256")).hasToString("256");
        assertThat(ImageSize.parse("640x256")).isEqualTo(new ImageSize(640, 256)).hasToString("640x256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "256x", "x256", "256x256x3", "256X256", "256 x 256", "1e3", "99999999999", "large"})
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> ImageSize.parse(written)).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(
                "expected an image size such as 256, or 256x512 for height x width; found " + written);
    }

    /** Run files of squares, and the ids made of them, have held a number since there are any. */
    @Test
    void aSquareIsANumberInJson() throws IOException {
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build(); // as run files are written
        Resolution cropped = new Resolution(ImageSize.square(256), ImageSize.square(224));
        assertThat(json.writeValueAsString(cropped)).isEqualTo("{\"resize\":256,\"crop\":224}");
        assertThat(json.readValue("{\"resize\":256,\"crop\":224}", Resolution.class)).isEqualTo(cropped);

        Resolution wide = Resolution.of(new ImageSize(64, 128));
        assertThat(json.writeValueAsString(wide)).isEqualTo("{\"resize\":\"64x128\",\"crop\":\"64x128\"}");
        assertThat(json.readValue("{\"resize\":\"64x128\",\"crop\":\"64x128\"}", Resolution.class)).isEqualTo(wide);

        Resolution tiled = Resolution.tiles(256, 32);
        assertThat(json.writeValueAsString(tiled)).isEqualTo("{\"crop\":256,\"overlap\":32}");
        assertThat(json.readValue("{\"crop\":256,\"overlap\":32}", Resolution.class)).isEqualTo(tiled);
        assertThat(json.writeValueAsString(tiled.resized(ImageSize.square(2000))))
                .isEqualTo("{\"resize\":2000,\"crop\":256,\"overlap\":32}");
    }
}
