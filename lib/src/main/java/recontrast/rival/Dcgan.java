package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.data.ImageSize;
import recontrast.model.Activation;
import recontrast.model.BatchNormalization;
import recontrast.model.Initializer;
import recontrast.model.Layer;
import recontrast.model.Mode;
import recontrast.model.Scope;

import java.util.stream.IntStream;

/**
 * The networks of DCGAN (Radford et al., ICLR 2016): convolutions of stride 2 with 4x4 filters that halve an image again
 * and again while both sides are even and stay at 4 at least, or transposed ones that double it.
 *
 * @param size of the images
 * @param width channels at half that size, twice as many at each half after it
 * @param most channels that there are anywhere
 */
record Dcgan(ImageSize size, int width, int most) {

    private static final int LEAST_SIDE = 4;
    private static final int COLORS = 3;
    private static final int KERNEL = 4;
    private static final float LEAK = 0.2f;
    private static final Initializer NORMAL = Initializer.normal(0.02);
    private static final Initializer ZERO = Initializer.constant(0);

    /** How often both sides are halved. */
    int halvings() {
        return Math.min(halvings(size.height()), halvings(size.width()));
    }

    private static int halvings(int side) {
        int times = 0;
        while (side % (2 << times) == 0 && side >> times + 1 >= LEAST_SIDE) {
            times++;
        }
        return times;
    }

    /** The size after all halvings. */
    ImageSize smallest() {
        return size.dividedBy(1 << halvings());
    }

    /** Channels after so many halvings, 1 or more. */
    int channels(int halvings) {
        return (int) Math.min((long) width << halvings - 1, most);
    }

    /** An image is halved, and what is left of it becomes one row of numbers. */
    final class Halving {

        private final Layer convolutions;
        private final Linear last;

        /** @param out numbers an image */
        Halving(Scope scope, int out, Normalized normalized) {
            convolutions = IntStream.rangeClosed(1, halvings()).mapToObj(i -> convolution(scope, i, normalized))
                    .reduce(Layer::then).orElseThrow();
            last = new Linear(scope.at("last"), channels(halvings()) * smallest().area(), out, NORMAL, ZERO);
        }

        private Layer convolution(Scope scope, int i, Normalized normalized) {
            Scope here = scope.at("convolution" + i);
            int in = i == 1 ? COLORS : channels(i - 1);
            Layer convolution = normalized == Normalized.NOT ? new Convolution(here, in, channels(i), KERNEL, 2, 1)
                    : Convolution.unbiased(here, in, channels(i), KERNEL, 2, 1, NORMAL);
            if (i > 1 && normalized == Normalized.BATCHES) {
                convolution = convolution.then(new BatchNormalization(scope.at("normalization" + i), channels(i)));
            }
            return convolution.then((x, mode) -> ai.djl.nn.Activation.leakyRelu(x, LEAK));
        }

        /** What the last layer sees of (B, 3, H, W): (B, F). */
        NDArray features(NDArray images, Mode mode) {
            return convolutions.apply(images, mode).reshape(images.getShape().get(0), -1);
        }

        /** What it makes of images: (B, out). */
        NDArray of(NDArray images, Mode mode) {
            return last.of(features(images, mode));
        }
    }

    /** Whether layers between the first and the last normalise; where not, they have a bias. */
    enum Normalized { BATCHES, NOT }

    /** Of a row of numbers a small image is made, and doubled; pixels lie from -1 to 1. */
    final class Doubling {

        private final Linear first;
        private final Layer convolutions;

        /** @param in numbers an image */
        Doubling(Scope scope, int in) {
            first = new Linear(scope.at("first"), in, channels(halvings()) * smallest().area(), NORMAL, ZERO);
            convolutions = IntStream.iterate(halvings(), i -> i >= 1, i -> i - 1).mapToObj(i ->
                    new BatchNormalization(scope.at("normalization" + i), channels(i)).then(Activation.RELU)
                            .then(Convolution.Transposed.unbiased(scope.at("convolution" + i), channels(i),
                                    i == 1 ? COLORS : channels(i - 1), KERNEL, NORMAL)))
                    .reduce(Layer::then).orElseThrow();
        }

        /** Of (B, in) makes (B, 3, H, W). */
        NDArray of(NDArray rows, Mode mode) {
            NDArray x = first.of(rows).reshape(
                    rows.getShape().get(0), channels(halvings()), smallest().height(), smallest().width());
            return convolutions.apply(x, mode).tanh();
        }
    }
}
