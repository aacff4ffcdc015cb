package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;

class ResizeTest {

    private static final JsonNode GOLDEN = Golden.read("resize.json");
    private static final ImageSize SIDE_32 = ImageSize.square(32);

    @Test
    void shrinksASmallImageLikePillow() {
        assertEqualsGolden(small().resized(32, 32), "small_to_32");
    }

    @Test
    void enlargesASmallImageLikePillow() {
        assertEqualsGolden(small().resized(64, 64), "small_to_64");
    }

    @Test
    void shrinksABigImageLikePillow() {
        assertEqualsGolden(big().resized(64, 64), "big_to_64");
    }

    @Test
    void makesARectangleLikePillow() {
        JsonNode expected = Golden.read("rectangle.json").get("resize");
        assertEqual(small().resized(64, 96), expected.get("small_to_96x64"));
        assertEqual(big().resized(160, 64), expected.get("big_to_64x160"));
    }

    @Test
    void growsTheMaskUnderThePublishedRuleOnly() {
        Mask mask = mask();
        assertThat(count(mask.prepared(SIDE_32, SIDE_32, MaskRule.ANY_NON_ZERO)))
                .isEqualTo(GOLDEN.get("mask_to_32").get("nonzero").asInt());
        assertThat(count(mask.prepared(SIDE_32, SIDE_32, MaskRule.AT_LEAST_HALF)))
                .isEqualTo(GOLDEN.get("mask_to_32").get("at_least_half").asInt());
    }

    @Test
    void averagesNeighboursWithTriangleWeights() {
        // 4 -> 2 columns: weights 3/8, 3/8, 1/8 of values 0, 0, 80 without the fourth: 1/7 * 80 = 11.43
        byte[] rgb = new byte[12];
        rgb[6] = rgb[7] = rgb[8] = 80;
        int[] resized = TestImages.unsigned(new Picture(4, 1, rgb).resized(2, 1).rgb());
        assertThat(resized).containsExactly(11, 11, 11, 34, 34, 34); // 3/7 * 80 = 34.29
    }

    private static void assertEqualsGolden(Picture picture, String name) {
        assertEqual(picture, GOLDEN.get(name));
    }

    private static void assertEqual(Picture picture, JsonNode expected) {
        int[] values = TestImages.unsigned(picture.rgb());
        int centre = (picture.height() / 2 * picture.width() + picture.width() / 2) * 3;
        assertThat(values).startsWith(ints(expected.get("row_0"))).endsWith(ints(expected.get("last")));
        assertThat(IntStream.range(centre, centre + 3).map(i -> values[i])).containsExactly(boxed(expected, "centre"));
        assertThat(IntStream.of(values).sum()).isEqualTo(expected.get("sum").asInt());
        assertThat(IntStream.range(0, values.length).mapToLong(i -> (long) (i % 251) * values[i]).sum())
                .isEqualTo(expected.get("weighted_sum").asLong());
    }

    private static Picture small() {
        return picture(53, 37, (y, x, c) -> 7 * y + 13 * x + 50 * c + 5 * ((y * x) % 29));
    }

    private static Picture big() {
        return picture(420, 300, (y, x, c) -> 3 * y + 5 * x + 70 * c);
    }

    private static Mask mask() {
        byte[] values = new byte[37 * 53];
        for (int y = 10; y < 20; y++) {
            for (int x = 30; x < 41; x++) {
                values[y * 53 + x] = (byte) 255;
            }
        }
        return new Mask(53, 37, values);
    }

    @FunctionalInterface
    private interface Pixel {
        int at(int y, int x, int channel);
    }

    private static Picture picture(int width, int height, Pixel pixel) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (pixel.at(i / 3 / width, i / 3 % width, i % 3) % 256);
        }
        return new Picture(width, height, rgb);
    }

    private static long count(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(i -> mask[i]).count();
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    private static Integer[] boxed(JsonNode node, String field) {
        return IntStream.of(ints(node.get(field))).boxed().toArray(Integer[]::new);
    }
}
