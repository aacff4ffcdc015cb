package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.TestImages.unsigned;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskTest {

    @TempDir
    Path folder;

    @Test
    void aMaskOfManyValuesIsCutAt128() {
        assertThat(unsigned(read(0, 90, 127, 128, 255))).containsExactly(0, 0, 0, 255, 255);
    }

    @Test
    void aMaskOfZerosAndOnesIsTakenAsItIs() {
        assertThat(unsigned(read(0, 1, 0, 1))).containsExactly(0, 255, 0, 255);
    }

    @Test
    void aMaskOfZerosMarksNothing() {
        assertThat(unsigned(read(0, 0))).containsExactly(0, 0);
    }

    @Test
    void otherValuesAreRefused() {
        assertThatThrownBy(() -> new Mask(1, 1, new byte[] {7}))
                .hasMessage("expected a mask of 0 and 255, found 7: cut it at 128 first");
    }

    private byte[] read(int... values) {
        BufferedImage image = new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, values.length, 1, values);
        return Mask.read(TestImages.write(image, folder.resolve("mask.png"))).values();
    }
}
