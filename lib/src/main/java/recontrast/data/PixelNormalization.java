package recontrast.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.apiguardian.api.API;

/** What networks pretrained on ImageNet expect: each channel less ImageNet's mean, divided by its deviation. */
@API(status = API.Status.EXPERIMENTAL)
public final class PixelNormalization {

    /** For values in [0, 1]. */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    private final NDArray mean;
    private final NDArray deviation;

    /** On the device of {@code keeper}, as long as that lives. */
    public PixelNormalization(NDManager keeper) {
        mean = perChannel(keeper, MEAN);
        deviation = perChannel(keeper, STD);
    }

    /** (1, 3, 1, 1), for values up to 255. */
    private static NDArray perChannel(NDManager manager, float[] ofUnit) {
        return manager.create(ofUnit, new Shape(1, Picture.CHANNELS, 1, 1)).muli(255);
    }

    /** Network input, float32 and owned by {@code owner}, of (B, 3, H, W) bytes. */
    public NDArray of(NDManager owner, NDArray bytes) {
        NDArray values = bytes.toType(DataType.FLOAT32, true);
        values.attach(owner);
        return values.subi(mean).divi(deviation);
    }

    /** ImageNet's mean, (1, 3, 1, 1), for values up to 255. */
    public NDArray mean() {
        return mean;
    }

    /** ImageNet's deviation, (1, 3, 1, 1), for values up to 255. */
    public NDArray deviation() {
        return deviation;
    }

    /** The pixels of network input, from -1 to 1. */
    public NDArray centred(NDArray input) {
        return input.mul(deviation).addi(mean).divi(127.5).subi(1);
    }
}
