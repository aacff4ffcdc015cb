package recontrast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The trunk of EfficientNet-Lite0 (Tan and Le 2019, Table 1; "Lite": without squeeze and excitation, with ReLU6): stem
 * and the first five stages of inverted residuals.
 */
final class EfficientNetLite0 {

    static final int STEM = 32;
    private static final float EPSILON = 1e-3f; // of its batch normalisation

    private static final List<Row> ROWS = List.of(
            new Row(1, 16, 3, 1, 1),
            new Row(2, 24, 3, 2, 6),   // S/4: the first features
            new Row(2, 40, 5, 2, 6),   // S/8: the second
            new Row(3, 80, 3, 2, 6),
            new Row(3, 112, 5, 1, 6)); // S/16: the third

    /** A stage as the paper's table has it: how many blocks, and what each is; the first has the stride. */
    private record Row(int blocks, int channels, int kernel, int stride, int expansion) { }

    /**
     * An inverted residual: expansion by 1x1, one filter a channel, reduction by 1x1 without a nonlinearity.
     *
     * @param index of the block in the network
     * @param in channels that come in
     * @param inner channels that the filters see
     * @param out channels that it puts out
     * @param kernel side of the filters
     * @param stride of the filters
     */
    record Block(int index, int in, int inner, int out, int kernel, int stride) {

        /** Whether there are more channels inside than come in. */
        boolean expands() {
            return inner > in;
        }

        /** Whether what comes in is added to what goes out. */
        boolean residual() {
            return stride == 1 && in == out;
        }

        private Layer within(Scope scope, Normalization normalization) {
            Layer reduction = new SameConvolution(scope.at("_depthwise_conv"), inner, inner, inner, kernel, stride)
                    .then(normalization.layer(scope.at("_bn1"), inner, EPSILON))
                    .then(Activation.RELU6.layer())
                    .then(new Convolution(scope.at("_project_conv"), inner, out, 1, 1))
                    .then(normalization.layer(scope.at("_bn2"), out, EPSILON));
            Layer body = expands() ? expansion(scope, normalization).then(reduction) : reduction;
            return residual() ? (x, mode) -> x.add(body.apply(x, mode)) : body;
        }

        private Layer expansion(Scope scope, Normalization normalization) {
            return new Convolution(scope.at("_expand_conv"), in, inner, 1, 1)
                    .then(normalization.layer(scope.at("_bn0"), inner, EPSILON))
                    .then(Activation.RELU6.layer());
        }
    }

    private EfficientNetLite0() { }

    /** The blocks that lead to the first, the second and the third features. */
    static List<List<Block>> blocks() {
        List<List<Block>> rows = new ArrayList<>();
        int in = STEM;
        int index = 0;
        for (Row row : ROWS) {
            List<Block> blocks = new ArrayList<>();
            for (int number = 0; number < row.blocks; number++) {
                blocks.add(new Block(index++, in, in * row.expansion, row.channels, row.kernel,
                        number == 0 ? row.stride : 1));
                in = row.channels;
            }
            rows.add(blocks);
        }
        return List.of(joined(rows.subList(0, 2)), rows.get(2), joined(rows.subList(3, 5)));
    }

    private static List<Block> joined(List<List<Block>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    static Trunk.Layers within(Scope scope, Normalization normalization) {
        Layer stem = new SameConvolution(scope.at("_conv_stem"), 3, STEM, 1, 3, 2)
                .then(normalization.layer(scope.at("_bn0"), STEM, EPSILON))
                .then(Activation.RELU6.layer());
        List<Layer> layers = blocks().stream().map(blocks -> chain(blocks, scope.at("_blocks"), normalization)).toList();
        return new Trunk.Layers(stem.then(layers.get(0)), layers.get(1), layers.get(2));
    }

    private static Layer chain(List<Block> blocks, Scope scope, Normalization normalization) {
        return blocks.stream().map(block -> block.within(scope.at(block.index), normalization))
                .reduce(Layer::then).orElseThrow();
    }
}
