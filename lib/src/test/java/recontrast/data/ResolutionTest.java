package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResolutionTest {

    @Test
    void aSquareIsNotCropped() {
        assertThat(Resolution.square(256)).isEqualTo(new Resolution(ImageSize.square(256), ImageSize.square(256)));
    }

    @Test
    void aSideTheNetworkCannotTakeIsRefused() {
        assertThatThrownBy(() -> Resolution.square(100)).hasMessage(
                "expected an image side that is a multiple of 32, at least 64; found 100: use 96");
        assertThatThrownBy(() -> Resolution.square(32)).hasMessage(
                "expected an image side that is a multiple of 32, at least 64; found 32: use 64");
    }

    @Test
    void aCropBeyondTheImageIsRefused() {
        assertThatThrownBy(() -> new Resolution(ImageSize.square(224), ImageSize.square(256))).hasMessage(
                "expected images resized to at least the crop of 256; found 224: resize to 256 or crop less");
    }
}
