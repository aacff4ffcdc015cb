package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.TestImages.unsigned;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of every kind that annotation tools write. Each is four pixels in a row. */
class UnusualMaskTest {

    private static final IndexColorModel VOC = new IndexColorModel(8, 3,
            new byte[] {0, (byte) 128, 0}, new byte[] {0, 0, (byte) 128}, new byte[] {0, 0, 0});

    @TempDir
    Path temp;
    private DatasetTree tree;

    @BeforeEach
    void oneDefect() {
        tree = new DatasetTree(temp.resolve("part")).images("train/good/0.png", "test/hole/0.png");
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("black and white", grey(0, 255, 0, 255), List.of(0, 255, 0, 255)),
                Arguments.of("zeros and ones", grey(0, 1, 0, 1), List.of(0, 255, 0, 255)),
                Arguments.of("one kind of defect numbered 7", grey(0, 7, 7, 0), List.of(0, 255, 255, 0)),
                Arguments.of("soft edges, cut at 128", grey(127, 128, 255, 0), List.of(0, 255, 255, 0)),
                Arguments.of("empty", grey(0, 0, 0, 0), List.of(0, 0, 0, 0)),
                Arguments.of("full", grey(255, 255, 255, 255), List.of(255, 255, 255, 255)),
                Arguments.of("inverted: taken at its word", grey(255, 0, 255, 255), List.of(255, 0, 255, 255)),
                Arguments.of("red on black, luma 76", colour(0, 0xFF0000, 0, 0), List.of(0, 255, 0, 0)),
                Arguments.of("blue on black, luma 29", colour(0, 0, 0x0000FF, 0), List.of(0, 0, 255, 0)),
                Arguments.of("white on black in RGB", colour(0xFFFFFF, 0, 0, 0), List.of(255, 0, 0, 0)),
                Arguments.of("red, green and blue, of which green is above 128",
                        colour(0, 0xFF0000, 0x00FF00, 0x0000FF), List.of(0, 0, 255, 0)),
                Arguments.of("palette with one colour used", palette(0, 1, 1, 0), List.of(0, 255, 255, 0)),
                Arguments.of("one bit", bits(0, 1, 1, 0), List.of(0, 255, 255, 0)),
                Arguments.of("16 bits, black and white", deep(0, 65535, 0, 65535), List.of(0, 255, 0, 255)),
                Arguments.of("alpha is dropped", alpha(0xFF000000, 0x00FFFFFF, 0, 0), List.of(0, 255, 0, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void marksWhatItSays(String name, BufferedImage mask, List<Integer> expected) {
        Path file = TestImages.write(mask, temp.resolve("mask.png"));
        assertThat(unsigned(Mask.read(file).values())).isEqualTo(expected.stream().mapToInt(i -> i).toArray());
    }

    static Stream<Arguments> numbered() {
        return Stream.of(
                Arguments.of("two kinds", grey(0, 1, 2, 0), List.of(0, 255, 255, 0)),
                Arguments.of("palette with two colours", palette(0, 1, 2, 0), List.of(0, 255, 255, 0)),
                Arguments.of("empty", grey(0, 0, 0, 0), List.of(0, 0, 0, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbered")
    void marksEveryNumber(String name, BufferedImage mask, List<Integer> expected) {
        Path file = TestImages.write(mask, temp.resolve("mask.png"));
        assertThat(unsigned(Mask.readNumbered(file).values())).isEqualTo(expected.stream().mapToInt(i -> i).toArray());
    }

    /** The upper eight bits are all zero: nothing would be marked. */
    @Test
    void refusesSixteenBitsWithSmallNumbers() {
        Path file = TestImages.write(deep(0, 1, 2, 0), temp.resolve("mask.png"));
        assertThatThrownBy(() -> Mask.read(file)).isInstanceOf(DataException.class)
                .hasMessage("expected a readable PNG, JPEG or BMP image in " + file + ", found: 16 bits of which"
                        + " only the lower 8 are used; save it again as 8-bit RGB or take it out");
    }

    @Test
    void saysBothSizesWhereTheyDiffer() {
        Path mask = TestImages.grey(tree.root().resolve("ground_truth/hole/0_mask.png"), 3, 4, 255); // turned
        assertThatThrownBy(() -> mask(tree)).isInstanceOf(DataException.class).message().hasLineCount(1)
                .contains("expected a mask of 4 x 3 pixels", "found 3 x 4 in " + mask);
    }

    @Test
    void refusesAMaskThatIsNoImage() {
        tree.text("ground_truth/hole/0_mask.png", "no image");
        assertThatThrownBy(() -> mask(tree)).isInstanceOf(DataException.class).message().hasLineCount(1)
                .contains("0_mask.png", "another kind of file");
    }

    @Test
    void refusesAMaskOfAnImageThatIsNone() {
        tree.mask("ground_truth/hole/0_mask.png", 255).text("test/hole/0.png", "no image");
        assertThatThrownBy(() -> mask(tree)).isInstanceOf(DataException.class).message().hasLineCount(1)
                .contains("test/hole/0.png", "another kind of file");
    }

    @Test
    void leavesNothingToMarkWhereNoImageHasAMask() {
        assertThat(tree.open().category("part").hasMasks()).isFalse();
    }

    @Test
    void passesOverMasksOfGoodImages() {
        tree.images("test/good/0.png").mask("ground_truth/good/0_mask.png", 0);
        assertThat(tree.open().category("part").goodTest().get(0).mask()).isEmpty();
    }

    @Test
    void refusesASecondImageOfTheSameMask() {
        tree.images("test/hole/0.jpg").mask("ground_truth/hole/0_mask.png", 255);
        assertThatThrownBy(() -> tree.open().category("part")).isInstanceOf(DataException.class).message()
                .hasLineCount(1).startsWith("expected a mask for ").contains("add the mask or remove the image");
    }

    private static Mask mask(DatasetTree tree) {
        return tree.open().category("part").test().get(0).mask().orElseThrow().get();
    }

    private static BufferedImage grey(int... values) {
        return filled(new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY), values);
    }

    private static BufferedImage deep(int... values) {
        return filled(new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY), values);
    }

    private static BufferedImage bits(int... values) {
        return filled(new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY), values);
    }

    private static BufferedImage palette(int... values) {
        return filled(new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, VOC), values);
    }

    private static BufferedImage filled(BufferedImage image, int... values) {
        image.getRaster().setPixels(0, 0, 4, 1, values);
        return image;
    }

    private static BufferedImage colour(int... values) {
        return coloured(new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB), values);
    }

    private static BufferedImage alpha(int... values) {
        return coloured(new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB), values);
    }

    private static BufferedImage coloured(BufferedImage image, int... values) {
        image.setRGB(0, 0, 4, 1, values, 0, 4);
        return image;
    }
}
