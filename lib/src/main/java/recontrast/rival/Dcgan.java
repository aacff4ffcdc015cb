package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import recontrast.model.BatchNormalization;
import recontrast.model.Initializer;
import recontrast.model.Mode;
import recontrast.model.Scope;

import java.util.ArrayList;
import java.util.List;

/**
 * The networks of DCGAN (Radford et al., ICLR 2016): convolutions of stride 2 with 4x4 filters that halve an image again
 * and again while its side is even and stays at 4 at least, or transposed ones that double it.
 *
 * @param side of the images, in pixels
 * @param width channels at half that side, twice as many at each half after it
 * @param most channels that there are anywhere
 */
record Dcgan(int side, int width, int most) {

    private static final int LEAST_SIDE = 4;
    private static final int COLORS = 3;
    private static final int KERNEL = 4;
    private static final float LEAK = 0.2f;
    private static final float EPSILON = 1e-5f;
    private static final Initializer NORMAL = Initializer.normal(0.02);
    private static final Initializer ZERO = Initializer.constant(0);

    /** How often the side is halved. */
    int halvings() {
        int times = 0;
        while (side % (2 << times) == 0 && side >> times + 1 >= LEAST_SIDE) {
            times++;
        }
        return times;
    }

    /** The side after all halvings. */
    int smallest() {
        return side >> halvings();
    }

    /** Channels after so many halvings, 1 or more. */
    int channels(int halvings) {
        return (int) Math.min((long) width << halvings - 1, most);
    }

    /** An image is halved, and what is left of it becomes one row of numbers. */
    final class Halving {

        private final List<Filters> convolutions = new ArrayList<>();
        private final List<BatchNormalization> normalizations = new ArrayList<>(); // of all but the first
        private final Linear last;

        /**
         * Registers its tensors.
         *
         * @param out numbers an image
         */
        Halving(Scope scope, int out, Normalized normalized) {
            for (int i = 1; i <= halvings(); i++) {
                Scope here = scope.at("convolution" + i);
                int in = i == 1 ? COLORS : channels(i - 1);
                convolutions.add(normalized == Normalized.NOT ? new Filters(here, in, channels(i), KERNEL, 2, 1)
                        : Filters.unbiased(here, in, channels(i), KERNEL, 2, 1, NORMAL));
                if (i > 1 && normalized == Normalized.BATCHES) {
                    normalizations.add(new BatchNormalization(scope.at("normalization" + i), channels(i), EPSILON));
                }
            }
            last = new Linear(scope.at("last"), channels(halvings()) * smallest() * smallest(), out, NORMAL, ZERO);
        }

        /** What the last layer sees of (B, 3, S, S): (B, F). */
        NDArray features(NDArray images, Mode mode) {
            NDArray x = images;
            for (int i = 0; i < convolutions.size(); i++) {
                x = convolutions.get(i).of(x);
                if (i > 0 && !normalizations.isEmpty()) {
                    x = normalizations.get(i - 1).apply(x, mode);
                }
                x = Activation.leakyRelu(x, LEAK);
            }
            return x.reshape(x.getShape().get(0), -1);
        }

        /** What it makes of features: (B, out). */
        NDArray of(NDArray features) {
            return last.of(features);
        }

        /** What it makes of images: (B, out). */
        NDArray of(NDArray images, Mode mode) {
            return of(features(images, mode));
        }
    }

    /** Whether layers between the first and the last normalise; where not, they have a bias. */
    enum Normalized { BATCHES, NOT }

    /** Of a row of numbers a small image is made, and doubled; pixels lie from -1 to 1. */
    final class Doubling {

        private final Linear first;
        private final List<BatchNormalization> normalizations = new ArrayList<>();
        private final List<TransposedFilters> convolutions = new ArrayList<>();

        /**
         * Registers its tensors.
         *
         * @param in numbers an image
         */
        Doubling(Scope scope, int in) {
            int deepest = halvings();
            first = new Linear(scope.at("first"), in, channels(deepest) * smallest() * smallest(), NORMAL, ZERO);
            for (int i = deepest; i >= 1; i--) {
                normalizations.add(new BatchNormalization(scope.at("normalization" + i), channels(i), EPSILON));
                convolutions.add(TransposedFilters.unbiased(scope.at("convolution" + i), channels(i),
                        i == 1 ? COLORS : channels(i - 1), KERNEL, NORMAL));
            }
        }

        /** Of (B, in) makes (B, 3, S, S). */
        NDArray of(NDArray rows, Mode mode) {
            NDArray x = first.of(rows).reshape(rows.getShape().get(0), channels(halvings()), smallest(), smallest());
            for (int i = 0; i < convolutions.size(); i++) {
                x = convolutions.get(i).of(Activation.relu(normalizations.get(i).apply(x, mode)));
            }
            return Activation.tanh(x);
        }
    }
}
