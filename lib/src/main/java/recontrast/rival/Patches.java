package recontrast.rival;

import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.model.Backbone;
import recontrast.model.Features;

import java.util.Arrays;

/**
 * Locally aware patch features (PatchCore, Roth et al. 2022, section 3.1): each point's mean over 3x3, the points of
 * coarser layers interpolated to those of the finest, the channels of all behind one another.
 */
final class Patches {

    private static final Shape NEIGHBOURHOOD = new Shape(3, 3);
    private static final Shape ONE = new Shape(1, 1);

    private Patches() { }

    /** How many channels a patch of these layers has. */
    static int channels(Backbone backbone, int... layers) {
        return Arrays.stream(layers).map(backbone::channels).sum();
    }

    /** Of layers 2 and 3: (B, C, H/8, W/8). */
    static NDArray of(Features features) {
        return of(features.layer2(), features.layer3());
    }

    /** Of layers from fine to coarse: (B, C, h, w), its points those of the first. */
    static NDArray of(NDArray... layers) {
        long[] points = layers[0].getShape().slice(2).getShape();
        return NDArrays.concat(new NDList(Arrays.stream(layers)
                .map(layer -> Pool.avgPool2d(layer, NEIGHBOURHOOD, ONE, ONE, false, true).getNDArrayInternal()
                        .interpolation(points, Interpolation.BILINEAR.ordinal(), false))
                .toList()), 1);
    }

    /** A row for each patch, image by image, row by row: (B*P, C). */
    static NDArray rows(NDArray patches) {
        return patches.transpose(0, 2, 3, 1).reshape(-1, patches.getShape().get(1));
    }

    /** What is known of each place (P, n), for the rows of so many images: (B*P, n). */
    static NDArray rows(NDArray places, long images) {
        Shape each = places.getShape();
        return places.expandDims(0).broadcast(images, each.get(0), each.get(1)).reshape(-1, each.get(1));
    }
}
