package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedImagesTest {

    private static final Resolution SIDE_64 = Resolution.square(64);

    @Test
    void channelsAreNormalisedByImageNet() {
        PreparedImages images = prepare(SIDE_64, good(colour(0, 0, 0)), good(colour(255, 128, 51)));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu()); NDArray batch = images.batch(manager, 1, 0)) {
            assertThat(batch.getShape()).isEqualTo(new Shape(2, 3, 64, 64));
            float[] values = batch.toFloatArray();
            int plane = 64 * 64;
            // (1 - .485) / .229, (128 / 255 - .456) / .224, (.2 - .406) / .225; then 0 instead of 255, 128, 51
            float[] expected = {2.2489083f, 0.2051821f, -0.9155556f, -2.1179039f, -2.0357143f, -1.8044444f};
            for (int channel = 0; channel < expected.length; channel++) {
                assertThat(values[channel * plane]).isCloseTo(expected[channel], within(1e-6f));
                assertThat(values[(channel + 1) * plane - 1]).isCloseTo(expected[channel], within(1e-6f));
            }
        }
    }

    @Test
    void theBatchIsAllThatIsLeftInTheManager() {
        PreparedImages images = prepare(SIDE_64, good(colour(1, 2, 3)));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray batch = images.batch(manager, 0);
            assertThat(batch.getManager()).isSameAs(manager);
            assertThat(manager.getManagedArrays()).containsExactly(batch);
        }
    }

    @Test
    void imagesAreResizedThenCropped() {
        byte[] rgb = new byte[128 * 128 * 3];
        for (int y = 32; y < 96; y++) {
            Arrays.fill(rgb, (y * 128 + 32) * 3, (y * 128 + 96) * 3, (byte) 9);
        }
        PreparedImages images = prepare(
                new Resolution(ImageSize.square(128), ImageSize.square(64)), good(new Picture(128, 128, rgb)));
        assertThat(images.picture(0).width()).isEqualTo(64);
        assertThat(images.picture(0).rgb()).hasSize(64 * 64 * 3).containsOnly(9);
    }

    /** Of 96 x 160 pixels the middle 64 x 128, in which one pixel is red and defective. */
    @Test
    void imagesAndMasksNeedNotBeSquare() {
        byte[] rgb = new byte[96 * 160 * 3];
        byte[] defect = new byte[96 * 160];
        int pixel = (16 + 5) * 160 + 16 + 100;
        rgb[3 * pixel] = 100;
        defect[pixel] = (byte) 255;
        PreparedImages images = prepare(new Resolution(new ImageSize(96, 160), new ImageSize(64, 128)),
                defective(new Picture(160, 96, rgb), Optional.of(() -> new Mask(160, 96, defect))));

        int cropped = 5 * 128 + 100;
        assertThat(images.picture(0).height()).isEqualTo(64);
        assertThat(images.picture(0).width()).isEqualTo(128);
        assertThat(IntStream.range(0, 64 * 128 * 3).filter(i -> images.picture(0).rgb()[i] != 0))
                .containsExactly(3 * cropped);
        assertThat(IntStream.range(0, 64 * 128).filter(i -> images.mask(0).orElseThrow()[i])).containsExactly(cropped);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray bytes = images.bytes(manager, 0);
            assertThat(bytes.getShape()).isEqualTo(new Shape(1, 3, 64, 128));
            assertThat(bytes.get(0, 0, 5, 100).toType(DataType.INT32, false).getInt()).isEqualTo(100);
        }
    }

    @Test
    void picturesComeBackInColour() {
        assertThat(prepare(SIDE_64, good(colour(1, 2, 3))).picture(0)).satisfies(picture -> {
            assertThat(picture.rgb()).startsWith(1, 2, 3, 1, 2, 3).endsWith(1, 2, 3);
            assertThat(picture.width()).isEqualTo(64);
        });
    }

    @Test
    void masksAreResizedForDefectsEmptyForGoodAndAbsentWhereUnknown() {
        byte[] left = new byte[128 * 128];
        IntStream.range(0, left.length).filter(i -> i % 128 < 64).forEach(i -> left[i] = (byte) 255);
        Optional<Supplier<Mask>> mask = Optional.of(() -> new Mask(128, 128, left));
        Picture black = colour(0, 0, 0);
        PreparedImages images = PreparedImages.of(List.of(good(black), defective(black, mask),
                defective(black, Optional.empty())), SIDE_64, MaskRule.AT_LEAST_HALF);
        assertThat(images.mask(0).orElseThrow()).hasSize(64 * 64).containsOnly(false);
        boolean[] defective = images.mask(1).orElseThrow();
        assertThat(IntStream.range(0, 64 * 64)).allMatch(i -> defective[i] == i % 64 < 32);
        assertThat(images.mask(2)).isEmpty();
    }

    @Test
    void eachImageIsDecodedOnceAndADrawnOneWhenItIsAskedFor() {
        AtomicInteger decoded = new AtomicInteger();
        Sample sample = new Sample("0", Sample.GOOD, () -> {
            decoded.incrementAndGet();
            return colour(0, 0, 0);
        }, Optional.empty(), "f");
        PreparedImages images = prepare(SIDE_64, sample, sample, sample);
        assertThat(decoded).hasValue(0);
        images.require(0, 2);
        assertThat(decoded).hasValue(2);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            images.batch(manager, 0);
            images.batch(manager, 0, 0, 2);
            assertThat(decoded).hasValue(2);
            images.batch(manager, 1);
        }
        assertThat(decoded).hasValue(3);
        assertThat(images.count()).isEqualTo(3);
        assertThat(images.sample(0)).isSameAs(sample);
    }

    @Test
    void batchesAreTheSameWhereMemoryIsShort() {
        List<Sample> samples = IntStream.range(0, 5).mapToObj(i -> defective(colour(50 * i, 7, 255 - i),
                Optional.of(() -> new Mask(64, 64, half(i % 2 * 32))))).toList();
        PreparedImages all = PreparedImages.of(samples, SIDE_64, MaskRule.ANY_NON_ZERO);
        long two = 2 * 64 * 64 * (3 + 1);
        for (long bytes : new long[] {0, two, two + 1}) {
            PreparedImages few =
                    PreparedImages.of(samples, SIDE_64, MaskRule.ANY_NON_ZERO, new MemoryBudget(bytes));
            try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                for (int[] indices : new int[][] {{0, 1, 2}, {4, 0, 3}, {2}, {3, 3, 1}}) {
                    assertThat(few.batch(manager, indices).toFloatArray())
                            .isEqualTo(all.batch(manager, indices).toFloatArray());
                }
            }
            for (int i = 0; i < samples.size(); i++) {
                assertThat(few.mask(i).orElseThrow()).isEqualTo(all.mask(i).orElseThrow());
                assertThat(few.picture(i).rgb()).isEqualTo(all.picture(i).rgb());
                assertThat(few.sample(i)).isSameAs(all.sample(i));
            }
        }
    }

    private static byte[] half(int from) {
        byte[] mask = new byte[64 * 64];
        IntStream.range(0, mask.length).filter(i -> i % 64 >= from && i % 64 < from + 32)
                .forEach(i -> mask[i] = (byte) 255);
        return mask;
    }

    @Test
    void whatDoesNotFitIsDecodedWhenItIsNeeded() {
        AtomicInteger decoded = new AtomicInteger();
        Sample sample = ofFile(() -> {
            decoded.incrementAndGet();
            return colour(0, 0, 0);
        });
        PreparedImages images = PreparedImages.of(
                List.of(sample, sample, sample), SIDE_64, MaskRule.ANY_NON_ZERO, new MemoryBudget(2 * 64 * 64 * 3));
        assertThat(decoded).hasValue(2);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            images.batch(manager, 1, 0);
            assertThat(decoded).as("two are kept").hasValue(2);
            images.batch(manager, 2, 0, 2);
            images.batch(manager, 2);
            assertThat(decoded).as("of one batch until the next").hasValue(3);
        }
    }

    /** Of 64 x 96 pixels, column x of value x; tiles start at columns 0 and 32. */
    @Test
    void aTileIsAnInput() {
        byte[] rgb = new byte[64 * 96 * 3];
        IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) (i / 3 % 96));
        Sample wide = defective(new Picture(96, 64, rgb), Optional.of(() -> new Mask(96, 64, new byte[64 * 96])));
        for (long bytes : new long[] {0, 64 * 96 * 4}) {
            PreparedImages images = PreparedImages.of(List.of(good(colour(7, 7, 7)), wide), Resolution.tiles(64, 16),
                    MaskRule.ANY_NON_ZERO, new MemoryBudget(bytes));
            assertThat(images.count()).isEqualTo(2);
            assertThat(images.inputs()).isEqualTo(3);
            assertThat(images.inputs(0)).containsExactly(0);
            assertThat(images.inputs(1)).containsExactly(1, 2);
            assertThat(images.picture(1).rgb()).isEqualTo(rgb);
            assertThat(images.mask(0).orElseThrow()).hasSize(64 * 64);
            assertThat(images.mask(1).orElseThrow()).hasSize(64 * 96);
            try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                    NDArray batch = images.bytes(manager, 2, 0, 1)) {
                assertThat(batch.getShape()).isEqualTo(new Shape(3, 3, 64, 64));
                byte[] tiles = batch.toByteArray();
                int each = 3 * 64 * 64;
                assertThat(IntStream.range(0, each)).allMatch(i -> tiles[i] == 32 + i % 64 && tiles[each + i] == 7
                        && tiles[2 * each + i] == i % 64);
            }
        }
    }

    @Test
    void anImageSmallerThanATileIsNamed() {
        Sample small = new Sample("test/hole/3.png", "hole", () -> colour(0, 0, 0), Optional.empty(), "f");
        assertThatThrownBy(() -> PreparedImages.of(List.of(small), Resolution.tiles(96, 8), MaskRule.ANY_NON_ZERO))
                .isInstanceOf(DataException.class).hasMessage("expected an image of at least a tile of 96; found 64 in"
                        + " test/hole/3.png: choose smaller tiles, or a size to resize images to");
    }

    @Test
    void theHeapDecidesHowManyAreKept() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        List<Sample> many = Collections.nCopies((int) (quarter / (256 * 256 * 3)) + 10, good(colour(0, 0, 0)));
        assertThat(MemoryBudget.ofHeap().fitting(many, Resolution.square(256))).isEqualTo(many.size() - 10);
        assertThat(MemoryBudget.ofHeap().shortage(many, Resolution.square(256)).orElseThrow())
                .startsWith("%d of %d images are kept in memory".formatted(many.size() - 10, many.size()));
        assertThat(MemoryBudget.ofHeap().shortage(many.subList(10, many.size()), Resolution.square(256))).isEmpty();
    }

    /** Five bytes a pixel of each image, against half of the heap, which is two such budgets. */
    @Test
    void mapsThatMayNotFitAreSaidBefore() {
        MemoryBudget budget = new MemoryBudget(100 * 64 * 64);
        List<Sample> images = Collections.nCopies(40, good(colour(0, 0, 0)));
        assertThat(budget.shortageOfMaps(images, SIDE_64)).isEmpty();
        assertThat(budget.shortageOfMaps(images, Resolution.tiles(64, 8))).isEmpty();
        assertThat(budget.shortageOfMaps(images, Resolution.tiles(64, 8).resized(ImageSize.square(512)))).hasValue("maps and"
                + " masks of 40 images take 50 MiB for the metrics of pixels: a larger Java heap (-Xmx) has room");
    }

    @Test
    void aBrokenImageStopsIt() {
        Sample broken = ofFile(() -> {
            throw new DataException("expected an image at 0.png");
        });
        assertThatThrownBy(() -> prepare(SIDE_64, good(colour(0, 0, 0)), broken))
                .isInstanceOf(DataException.class)
                .hasMessage("expected an image at 0.png");
    }

    @Test
    void anInterruptStopsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> prepare(SIDE_64, ofFile(() -> colour(0, 0, 0))))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted after 0 of 1 images");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static PreparedImages prepare(Resolution resolution, Sample... samples) {
        return PreparedImages.of(List.of(samples), resolution, MaskRule.ANY_NON_ZERO);
    }

    private static Sample ofFile(Supplier<Picture> picture) {
        return new Sample("0", Sample.GOOD, picture, Optional.empty(), List.of(Path.of("0.png")), "", Optional.empty());
    }

    private static Sample good(Picture picture) {
        return new Sample("good", Sample.GOOD, () -> picture, Optional.empty(), "f");
    }

    private static Sample defective(Picture picture, Optional<Supplier<Mask>> mask) {
        return new Sample("hole", "hole", () -> picture, mask, "f");
    }

    private static Picture colour(int red, int green, int blue) {
        byte[] rgb = new byte[64 * 64 * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new Picture(64, 64, rgb);
    }
}
