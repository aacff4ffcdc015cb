package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.TestImages.unsigned;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"grey.png", "grey.JPG", "grey.bmp"})
    void greyKeepsItsStoredValue(String name) {
        Picture picture = Picture.read(TestImages.grey(folder.resolve(name), 8, 8, 100));
        assertThat(unsigned(picture.rgb())).hasSize(192).containsOnly(100);
    }

    @Test
    void alphaIsDroppedNotBlended() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x40_0A_14_1E);
        Picture picture = Picture.read(TestImages.write(image, folder.resolve("alpha.png")));
        assertThat(unsigned(picture.rgb())).containsExactly(10, 20, 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette.png", "palette.bmp"})
    void paletteIsLookedUp(String name) {
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        red[1] = (byte) 200;
        green[1] = 100;
        blue[1] = 50;
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 256, red, green, blue));
        image.getRaster().setSample(1, 0, 0, 1);
        Picture picture = Picture.read(TestImages.write(image, folder.resolve(name)));
        assertThat(unsigned(picture.rgb())).containsExactly(0, 0, 0, 200, 100, 50);
    }

    @Test
    void oneBitIsBlackAndWhite() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSample(1, 0, 0, 1);
        Picture picture = Picture.read(TestImages.write(image, folder.resolve("bit.png")));
        assertThat(unsigned(picture.rgb())).containsExactly(0, 0, 0, 255, 255, 255);
    }

    @Test
    void sixteenBitsKeepTheUpperEight() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x64FF);
        Picture picture = Picture.read(TestImages.write(image, folder.resolve("deep.png")));
        assertThat(unsigned(picture.rgb())).containsExactly(0x64, 0x64, 0x64);
    }

    @Test
    void fiveBitsAreStretchedToEight() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_565_RGB);
        image.getRaster().setPixel(0, 0, new int[] {31, 63, 10});
        assertThat(unsigned(ImageFile.picture(image).rgb())).containsExactly(255, 255, 82); // 10 * 255 / 31
    }

    @Test
    void otherColoursThanGreyAndRgbAreRefused() {
        ColorModel fourInks = new ComponentColorModel(new Inks(), false, false, Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(fourInks, fourInks.createCompatibleWritableRaster(1, 1), false, null);
        assertThatThrownBy(() -> ImageFile.picture(image)).hasMessage("4 colour channels, as in CMYK");
    }

    @Test
    void coloursComeInTheOrderRedGreenBlue() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 0x010203);
        assertThat(unsigned(Picture.read(TestImages.write(image, folder.resolve("rgb.bmp"))).rgb()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void theMiddleIsCropped() {
        byte[] rgb = new byte[4 * 4 * 3];
        Arrays.fill(rgb, (1 * 4 + 1) * 3, (1 * 4 + 3) * 3, (byte) 7);
        Arrays.fill(rgb, (2 * 4 + 1) * 3, (2 * 4 + 3) * 3, (byte) 7);
        assertThat(new Picture(4, 4, rgb).centreCropped(ImageSize.square(2)).rgb()).hasSize(12).containsOnly(7);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Picture.read(folder.resolve("no.png")))
                .isInstanceOf(DataException.class)
                .hasMessage("expected an image at " + folder.resolve("no.png")
                        + ", found no such file: check the path");
    }

    @Test
    void aFileOfAnotherKindIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "no image");
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage("expected a readable PNG, JPEG or BMP image in " + file
                        + ", found: another kind of file; save it again as 8-bit RGB or take it out");
    }

    /** As a folder of images refuses it by its name. */
    @ParameterizedTest
    @ValueSource(strings = {"gif", "tif"})
    void aKindThatFoldersRefuseIsRefused(String kind) throws IOException {
        Path file = folder.resolve("image.png");
        assertThat(ImageIO.write(new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB), kind, file.toFile())).isTrue();
        assertThatThrownBy(() -> Picture.read(file)).isInstanceOf(DataException.class)
                .hasMessage("expected a readable PNG, JPEG or BMP image in " + file + ", found: another kind of file, "
                        + kind.toUpperCase(Locale.ROOT) + "; save it again as 8-bit RGB or take it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.png", "cut.jpg", "cut.bmp", "cut.gif"})
    void aTruncatedFileIsNamed(String name) throws IOException {
        Path file = noise(folder.resolve(name));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString())
                .hasMessageMatching("[^\\n]+");
    }

    private static Path noise(Path file) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 0x9E3779B9 & 0xFFFFFF);
        }
        return TestImages.write(image, file);
    }

    /** A colour space of four inks; that it exists is all that matters. */
    private static final class Inks extends ColorSpace {

        private static final long serialVersionUID = 1L;

        Inks() {
            super(ColorSpace.TYPE_CMYK, 4);
        }

        @Override
        public float[] toRGB(float[] inks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] toCIEXYZ(float[] inks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            throw new UnsupportedOperationException();
        }
    }
}
