package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.data.ImageSize;
import recontrast.detector.Resampling;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Constant;

/**
 * How alike two images are in mean, contrast and structure around each pixel (Wang et al. 2004, equation 13): 1 where they
 * are equal. Around a pixel a Gaussian of 11x11 with sigma 1.5 counts, mirrored at the border.
 */
final class StructuralSimilarity {

    private static final int REACH = 5; // of the window, in pixels
    private static final Smoothing WINDOW = new Smoothing(1.5, REACH, Smoothing.Border.MIRRORED);

    private final Resampling window;
    private final double c1;
    private final double c2;

    /** Of images of that size and that range of values, as long as {@code keeper} lives. */
    StructuralSimilarity(NDManager keeper, ImageSize size, double range) {
        window = new Resampling(keeper, size, size, WINDOW, Corners.APART);
        c1 = Math.pow(0.01 * range, 2);
        c2 = Math.pow(0.03 * range, 2);
    }

    /** The mean over pixels and colours of two batches (B, 3, H, W): (B). */
    NDArray of(NDArray x, NDArray y) {
        return around(x, y).flatten(1, 3).mean(new int[] {1});
    }

    /** The mean over images, colours and the pixels whose window lies within the image, a scalar. */
    NDArray within(NDArray x, NDArray y) {
        String inner = REACH + ":-" + REACH;
        return around(x, y).get(":, :, " + inner + ", " + inner).mean();
    }

    private NDArray around(NDArray x, NDArray y) {
        NDArray meanX = around(x);
        NDArray meanY = around(y);
        NDArray product = meanX.mul(meanY);
        NDArray squares = meanX.square().add(meanY.square());
        NDArray covariance = around(x.mul(y)).sub(product);
        NDArray variances = around(x.square().add(y.square())).sub(squares);
        NDArray two = Constant.of(2, x);
        NDArray first = Constant.of(c1, x);
        NDArray second = Constant.of(c2, x);
        NDArray alike = product.mul(two).add(first).mul(covariance.mul(two).add(second));
        return alike.div(squares.add(first).mul(variances.add(second)));
    }

    private NDArray around(NDArray images) {
        return window.of(images, images.getManager());
    }
}
