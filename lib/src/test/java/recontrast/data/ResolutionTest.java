package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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
    void tilesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Resolution.tiles(100, 32)).hasMessage(
                "expected a tile that is a multiple of 32, at least 64; found 100: use 96");
        assertThatThrownBy(() -> Resolution.tiles(256, 256)).hasMessage("expected an overlap of 0 to 255 pixels, less than a"
                + " tile; found 256: an eighth of a tile is usual");
        assertThatThrownBy(() -> Resolution.tiles(256, -1)).hasMessageContaining("found -1");
        assertThatThrownBy(() -> Resolution.tiles(256, 32).resized(new ImageSize(300, 200))).hasMessage(
                "expected images of at least a tile of 256; found 300x200: give a larger size or smaller tiles");
        assertThatThrownBy(() -> new Resolution(Optional.empty(), ImageSize.square(64), Optional.empty())).hasMessage(
                "expected a size to resize images to; found none: give one, or tiles");
    }

    @Test
    void anImageOfOneTileIsNotDivided() {
        assertThat(Resolution.tiles(64, 8).divides()).isTrue(); // as far as is known
        assertThat(Resolution.tiles(64, 8).resized(ImageSize.square(65)).divides()).isTrue();
        assertThat(Resolution.tiles(64, 8).resized(ImageSize.square(64)).divides()).isFalse();
        assertThat(Resolution.square(64).divides()).isFalse();
    }

    @Test
    void aCropBeyondTheImageIsRefused() {
        assertThatThrownBy(() -> new Resolution(ImageSize.square(224), ImageSize.square(256))).hasMessage(
                "expected images resized to at least the crop of 256; found 224: resize to 256 or crop less");
    }
}
