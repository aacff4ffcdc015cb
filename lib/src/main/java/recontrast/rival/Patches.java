package recontrast.rival;

import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.model.Backbone;
import recontrast.model.Features;

/**
 * Locally aware patch features of layers 2 and 3 (PatchCore, Roth et al. 2022, section 3.1): each point's mean over 3x3,
 * layer 3's points interpolated to those of layer 2, the channels of both behind one another.
 */
final class Patches {

    static final int STRIDE = 8; // pixels from patch to patch

    private static final Shape NEIGHBOURHOOD = new Shape(3, 3);
    private static final Shape ONE = new Shape(1, 1);

    private Patches() { }

    /** How many channels a patch has. */
    static int channels(Backbone backbone) {
        return backbone.channels(2) + backbone.channels(3);
    }

    /** (B, C, S/8, S/8) */
    static NDArray of(Features features) {
        NDArray fine = averaged(features.layer2());
        Shape points = fine.getShape().slice(2);
        NDArray coarse = averaged(features.layer3()).getNDArrayInternal()
                .interpolation(points.getShape(), Interpolation.BILINEAR.ordinal(), false);
        return NDArrays.concat(new NDList(fine, coarse), 1);
    }

    private static NDArray averaged(NDArray layer) {
        return Pool.avgPool2d(layer, NEIGHBOURHOOD, ONE, ONE, false, true);
    }

    /** A row for each patch, image by image, row by row: (B*P, C). */
    static NDArray rows(NDArray patches) {
        return patches.transpose(0, 2, 3, 1).reshape(-1, patches.getShape().get(1));
    }
}
