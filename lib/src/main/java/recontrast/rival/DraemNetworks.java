package recontrast.rival;

import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import recontrast.model.BatchNormalization;
import recontrast.model.Mode;
import recontrast.model.Scope;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The two networks of DRAEM (Fig. 3), of its published widths and depths. */
final class DraemNetworks {

    private static final float EPSILON = 1e-5f;

    private DraemNetworks() { }

    /** Convolutions of 3x3, each normalised and rectified. */
    private static final class Block {

        private final List<Filters> filters = new ArrayList<>();
        private final List<BatchNormalization> normalizations = new ArrayList<>();

        /** @param channels that come in, then those that each convolution gives */
        Block(Scope scope, int... channels) {
            for (int i = 1; i < channels.length; i++) {
                filters.add(new Filters(scope.at("conv" + i), channels[i - 1], channels[i], 3, 1, 1));
                normalizations.add(new BatchNormalization(scope.at("bn" + i), channels[i], EPSILON));
            }
        }

        NDArray of(NDArray x, Mode mode) {
            NDArray out = x;
            for (int i = 0; i < filters.size(); i++) {
                out = Activation.relu(normalizations.get(i).apply(filters.get(i).of(out), mode));
            }
            return out;
        }
    }

    /** Blocks, before each but the first height and width halved; what each gives. */
    private record Contraction(List<Block> blocks) {

        private static final Shape TWO = new Shape(2, 2);

        Contraction(Scope scope, int in, int... widths) {
            this(IntStream.range(0, widths.length).mapToObj(i -> new Block(
                    scope.at("block" + (i + 1)), i == 0 ? in : widths[i - 1], widths[i], widths[i])).toList());
        }

        List<NDArray> of(NDArray x, Mode mode) {
            List<NDArray> given = new ArrayList<>();
            for (Block block : blocks) {
                given.add(block.of(given.isEmpty() ? x
                        : Pool.maxPool2d(given.get(given.size() - 1), TWO, TWO, new Shape(0, 0), false), mode));
            }
            return given;
        }
    }

    /** From images to images without their anomalies: (B, 3, S, S). */
    static final class Reconstructive {

        private final Contraction contraction;
        private final List<Block> expansion = new ArrayList<>();
        private final Filters last;

        Reconstructive(Scope scope, int width) {
            int[] widths = {width, 2 * width, 4 * width, 8 * width, 8 * width};
            this.contraction = new Contraction(scope, 3, widths);
            int in = 8 * width;
            for (int level = 3; level >= 0; level--) {
                int out = widths[Math.max(level - 1, 0)];
                expansion.add(new Block(scope.at("up" + (4 - level)), in, in, in, out));
                in = out;
            }
            this.last = new Filters(scope.at("last"), width, 3, 3, 1, 1);
        }

        NDArray of(NDArray images, Mode mode) {
            List<NDArray> given = contraction.of(images, mode);
            NDArray x = given.get(given.size() - 1);
            for (Block block : expansion) {
                x = block.of(doubled(x), mode);
            }
            return last.of(x);
        }
    }

    /** From images and their reconstructions, (B, 6, S, S), to logits of good and anomalous: (B, 2, S, S). */
    static final class Discriminative {

        private final Contraction contraction;
        private final List<Block> expansion = new ArrayList<>();
        private final List<Block> merging = new ArrayList<>();
        private final Filters last;

        Discriminative(Scope scope, int width) {
            int[] widths = {width, 2 * width, 4 * width, 8 * width, 8 * width, 8 * width};
            this.contraction = new Contraction(scope, 6, widths);
            int in = 8 * width;
            for (int level = 4; level >= 0; level--) {
                int out = widths[Math.max(level - 1, 0)];
                expansion.add(new Block(scope.at("up" + (5 - level)), in, out));
                merging.add(new Block(scope.at("merge" + (5 - level)), out + widths[level], out, out));
                in = out;
            }
            this.last = new Filters(scope.at("last"), width, 2, 3, 1, 1);
        }

        NDArray of(NDArray pairs, Mode mode) {
            List<NDArray> given = contraction.of(pairs, mode);
            int deepest = given.size() - 1;
            NDArray x = given.get(deepest);
            for (int i = 0; i < deepest; i++) {
                NDArray up = expansion.get(i).of(doubled(x), mode);
                x = merging.get(i).of(up.concat(given.get(deepest - 1 - i), 1), mode);
            }
            return last.of(x);
        }
    }

    /** Height and width, interpolated; the corners lie apart, for the engine aligns none. */
    static NDArray doubled(NDArray x) {
        Shape shape = x.getShape();
        return x.getNDArrayInternal().interpolation(new long[] {2 * shape.get(2), 2 * shape.get(3)},
                Interpolation.BILINEAR.ordinal(), false);
    }
}
