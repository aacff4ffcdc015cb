package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;
import recontrast.run.Compute;

import java.util.stream.IntStream;

/** Defects that DRAEM and CutPaste make of good images. */
class PastedTest {

    private static final int SIDE = 64;
    private static final int AREA = SIDE * SIDE;
    private static final int IMAGES = 60;

    private final NDManager manager = Compute.manager(Device.cpu());
    private final NDArray grey = manager.full(new Shape(IMAGES, 3, SIDE, SIDE), 0.25f);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void texturesLieWhereTheMaskIsAndOnHalfTheImages() {
        DRAEM.PastedTextures pasted = DRAEM.PastedTextures.onto(grey, 0.5, 0.1, new Draws(0, 7, manager));
        float[] masks = pasted.masks().toFloatArray();
        float[] images = pasted.images().toFloatArray();
        long changed = 0;
        for (int image = 0; image < IMAGES; image++) {
            boolean any = false;
            for (int pixel = 0; pixel < AREA; pixel++) {
                float mask = masks[image * AREA + pixel];
                assertThat(mask).isIn(0f, 1f);
                any |= mask == 1;
                for (int channel = 0; channel < 3; channel++) {
                    float value = images[(3 * image + channel) * AREA + pixel];
                    assertThat(value).isBetween(0f, 1f);
                    if (mask == 0) {
                        assertThat(value).isEqualTo(0.25f);
                    }
                }
            }
            changed += any ? 1 : 0;
        }
        assertThat(changed).isBetween(15L, 40L);
        assertThat(DRAEM.PastedTextures.onto(grey, 0.5, 0.1, new Draws(0, 7, manager)).images()).isEqualTo(pasted.images());
        assertThat(DRAEM.PastedTextures.onto(grey, 0.5, 0.1, new Draws(0, 8, manager)).images())
                .isNotEqualTo(pasted.images());
    }

    /** What lies under a texture still counts by what its opacity leaves. */
    @Test
    void opacityIsOfTheTexture() {
        NDArray dark = DRAEM.PastedTextures.onto(grey, 1, 0.1, new Draws(3, 0, manager)).images();
        NDArray bright = DRAEM.PastedTextures.onto(grey.add(0.5), 1, 0.1, new Draws(3, 0, manager)).images();
        NDArray masks = DRAEM.PastedTextures.onto(grey, 1, 0.1, new Draws(3, 0, manager)).masks();
        NDArray left = bright.sub(dark).mul(2).sub(1).mul(masks); // minus the opacity, where there is any
        assertThat(left.max().getFloat()).isLessThanOrEqualTo(1e-6f);
        assertThat(left.min().getFloat()).isBetween(-1.001f, -0.9f);
        float share = left.neg().sum().getFloat() / (3 * masks.sum().getFloat());
        assertThat(share).isCloseTo(0.55f, within(0.15f)); // the mean of opacities from 0.1 to 1
    }

    /** Patches cover 2 to 15 % of an image, scars 2 to 16 times 10 to 25 pixels of 256: a quarter of that here. */
    @Test
    void patchesAndScarsHaveThePublishedSizes() {
        NDArray good = Golden.tensor(manager, "good", new Shape(IMAGES, 3, SIDE, SIDE), u -> u);
        float[] before = good.toFloatArray();
        CutPaste unchanged = new CutPaste(512, 0, 0.01, 0.03, 0.9, 3e-5); // in tone
        float[] pasted = unchanged.pasted(good, new Draws(0, 0, manager)).toFloatArray();
        for (int image = 0; image < IMAGES; image++) {
            assertThat(changed(before, pasted, image, image)).isBetween(AREA * 15L / 1000, AREA * 16L / 100);
            assertThat(changed(before, pasted, image, IMAGES + image)).isBetween(1L, 4L * 6 + 12);
        }
    }

    private static long changed(float[] before, float[] after, int from, int to) {
        return IntStream.range(0, AREA)
                .filter(pixel -> before[3 * from * AREA + pixel] != after[3 * to * AREA + pixel]).count();
    }
}
