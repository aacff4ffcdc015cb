package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static recontrast.data.TestImages.unsigned;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.golden.Golden;

/** Image files of every kind that cameras and programs leave in a data set. */
class UnusualImageTest {

    private static final JsonNode PILLOW = Golden.read("images/expected.json");

    @TempDir
    Path folder;

    static Stream<String> goldenImages() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(PILLOW.fieldNames(), 0), false);
    }

    /** Values of {@code Image.open(...).convert("RGB")}; those of a JPEG up to the rounding of its transform. */
    @ParameterizedTest
    @MethodSource("goldenImages")
    void hasThePixelsThatPillowReads(String name) throws IOException {
        JsonNode expected = PILLOW.get(name);
        byte[] values = HexFormat.of().parseHex(expected.get("rgb").asText());
        Picture picture = Picture.read(golden(name));
        assertThat(picture.width()).isEqualTo(expected.get("width").asInt());
        assertThat(picture.height()).isEqualTo(expected.get("height").asInt());
        assertThat(largestDifference(picture.rgb(), values)).isLessThanOrEqualTo(isJpeg(name) ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("goldenImages")
    void isReadFromMemoryAsFromItsFile(String name) throws IOException {
        byte[] encoded = Files.readAllBytes(golden(name));
        assertThat(Picture.read(encoded).rgb()).isEqualTo(Picture.read(golden(name)).rgb());
        byte[] cut = Arrays.copyOf(encoded, encoded.length * 2 / 3);
        Path cutFile = Files.write(folder.resolve("cut"), cut);
        assertThatThrownBy(() -> Picture.read(cutFile)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Picture.read(cut)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("expected a readable PNG, JPEG or BMP image in the bytes given, found: ");
    }

    /** Whatever the platform's reader stumbles over. */
    @ParameterizedTest
    @MethodSource("goldenImages")
    void saysWhatBytesAreInAFewWordsOfItsOwn(String name) throws IOException {
        byte[] whole = Files.readAllBytes(golden(name));
        Random random = new Random(0);
        for (int times = 0; times < 40; times++) {
            byte[] bytes = times < 30 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int i = 0; i < 4 && bytes.length > 0; i++) {
                bytes[random.nextInt(Math.min(bytes.length, 60))] = (byte) random.nextInt(256);
            }
            Optional<Throwable> refused = Optional.ofNullable(catchThrowable(() -> Picture.read(bytes)));
            refused.ifPresent(error -> assertThat(error).isInstanceOf(DataException.class).hasMessageMatching(
                    "expected a readable PNG, JPEG or BMP image in the bytes given, found: (another kind of file"
                    + "|a file that ends too early|a JPEG that ends too early|a PNG with a damaged chunk"
                    + "|a (PNG|JPEG|BMP) that cannot be decoded|\\d colour channels, as in CMYK"
                    + "|\\d+ pixels, more than the \\d+ that are read at most); give the bytes of a whole file, in 8-bit"
                    + " RGB"));
        }
    }

    private static boolean isJpeg(String name) {
        return name.equals("jpeg-inside.png") || name.endsWith(".jpg") && !name.equals("png-inside.jpg");
    }

    private static int largestDifference(byte[] one, byte[] other) {
        int[] a = unsigned(one);
        int[] b = unsigned(other);
        assertThat(a).hasSameSizeAs(b);
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** The camera's note says to turn it by a quarter; 32 x 16 pixels are stored. */
    @Test
    void isNotTurnedByExif() throws IOException {
        Picture picture = Picture.read(golden("turned-by-exif.jpg"));
        assertThat(picture.width()).isEqualTo(32);
        assertThat(picture.height()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-pixel.png", "one-row.png", "one-column.png"})
    void scalesTheSmallest(String name) throws IOException {
        Picture picture = Picture.read(golden(name));
        Picture scaled = picture.resized(64, 64);
        assertThat(Arrays.copyOf(scaled.rgb(), 3)).isEqualTo(Arrays.copyOf(picture.rgb(), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "ycck.jpg"})
    void refusesFourInks(String name) throws IOException {
        assertRefused(golden(name), "found: 4 colour channels, as in CMYK; save it again as 8-bit RGB");
    }

    /** Of a PNG also where only its end is missing; the last bytes of the others may hold no pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"rgb8.png", "rgb8-interlaced.png", "palette8.png", "grey16.png", "rgb.jpg",
        "rgb-progressive.jpg", "rgb24.bmp", "palette8.bmp", "one-bit.bmp"})
    void refusesAFileCutAnywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(golden(name));
        int step = Math.max(1, whole.length / 40);
        int last = whole.length - (name.endsWith(".png") ? 0 : name.endsWith(".bmp") ? 4 : 24);
        for (int length = 0; length < last; length += step) {
            assertRefused(Files.write(folder.resolve(name), Arrays.copyOf(whole, length)), "; save it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zero.png", "zero.jpg", "zero.bmp"})
    void refusesAnEmptyFile(String name) throws IOException {
        assertRefused(Files.createFile(folder.resolve(name)), "found: a file that ends too early");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.png", "text.jpg", "text.bmp"})
    void refusesTextUnderAnotherName(String name) throws IOException {
        assertRefused(Files.writeString(folder.resolve(name), "No image, whatever it is called."),
                "found: another kind of file");
    }

    /** The starts of files that browsers, phones and checkouts leave under a name that is not theirs. */
    @ParameterizedTest
    @CsvSource({"webp, RIFF\\0\\0\\0\\0WEBPVP8 ", "heic, \\0\\0\\0 ftypheic\\0\\0\\0\\0", "html, <!DOCTYPE html><html>",
        "pdf, %PDF-1.7 obj endobj", "zip, PK\\3\\4 and more of it", "lfs, version https://git-lfs.github.com/spec/v1"})
    void refusesAnotherFormatUnderThatName(String format, String start) throws IOException {
        byte[] bytes = start.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(Files.write(folder.resolve(format + ".png"), bytes), "found: another kind of file");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void refusesAHeaderOfSixtyThousandSquared(int bits) throws IOException {
        byte[] png = Files.readAllBytes(golden("grey" + bits + ".png"));
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000).putInt(29, checksum(png, 12, 17));
        assertRefused(Files.write(folder.resolve("bomb.png"), png),
                "found: 3600000000 pixels, more than the 178956970 that are read at most");
    }

    @Test
    void refusesABitmapOfSixtyThousandSquared() throws IOException {
        byte[] bmp = Files.readAllBytes(golden("rgb24.bmp"));
        ByteBuffer.wrap(bmp).putInt(18, Integer.reverseBytes(60_000)).putInt(22, Integer.reverseBytes(60_000));
        assertRefused(Files.write(folder.resolve("bomb.bmp"), bmp), "; save it again");
    }

    @Test
    void refusesAJpegOfSixtyThousandSquared() throws IOException {
        byte[] jpeg = Files.readAllBytes(golden("grey.jpg"));
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
        assertRefused(Files.write(folder.resolve("bomb.jpg"), jpeg), "found: 3600000000 pixels");
    }

    /** Below the limit, but with nothing behind the header. */
    @Test
    void refusesAHeaderThatItsDataDoNotFill() throws IOException {
        byte[] png = Files.readAllBytes(golden("grey8.png"));
        ByteBuffer.wrap(png).putInt(16, 4_000).putInt(20, 4_000).putInt(29, checksum(png, 12, 17));
        assertRefused(Files.write(folder.resolve("hollow.png"), png), "; save it again");
    }

    /** Without a look at the checksum it would decode, to other pixels. */
    @Test
    void refusesADamagedChunk() throws IOException {
        byte[] png = Files.readAllBytes(golden("palette4.png"));
        int palette = new String(png, StandardCharsets.ISO_8859_1).indexOf("PLTE") + 4;
        png[palette] ^= 1;
        assertRefused(Files.write(folder.resolve("damaged.png"), png), "found: a PNG with a damaged chunk");
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }

    private static void assertRefused(Path file, String part) {
        assertThatThrownBy(() -> Picture.read(file)).isInstanceOf(DataException.class).message()
                .hasLineCount(1)
                .startsWith("expected a readable PNG, JPEG or BMP image in " + file + ", found: ")
                .contains(part);
    }

    private Path golden(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = UnusualImageTest.class.getResourceAsStream("/golden/images/" + name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }
}
