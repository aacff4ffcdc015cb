package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.ArrayList;
import java.util.List;

/**
 * The trunk of EfficientNet-Lite0 (Tan and Le 2019, Table 1; "Lite": without squeeze and excitation, with ReLU6): stem
 * and the first five stages of inverted residuals, by the names of its PyTorch file.
 */
record EfficientNetLite0(Normalization normalization) {

    private static final int STEM = 32;
    private static final float EPSILON = 1e-3f; // of its batch normalisation

    private static final List<Row> ROWS = List.of(
            new Row(1, 16, 3, 1, 1),
            new Row(2, 24, 3, 2, 6),   // S/4: the first features
            new Row(2, 40, 5, 2, 6),   // S/8: the second
            new Row(3, 80, 3, 2, 6),
            new Row(3, 112, 5, 1, 6)); // S/16: the third

    /** A stage as the paper's table has it: how many blocks, and what each is; the first has the stride. */
    private record Row(int blocks, int channels, int kernel, int stride, int expansion) { }

    Trunk.Layers trunk(Scope scope) {
        ReadableLayer stem = Convolution.same(scope.at("_conv_stem"), 3, STEM, 1, 3, 2)
                .then(normalized(scope.at("_bn0"), STEM))
                .then(Activation.RELU6);
        List<ReadableLayer> stages = new ArrayList<>();
        int index = 0;
        int in = STEM;
        for (Row row : ROWS) {
            ReadableLayer stage = block(scope.at("_blocks").at(index++), in, row, row.stride);
            for (int block = 1; block < row.blocks; block++) {
                stage = stage.then(block(scope.at("_blocks").at(index++), row.channels, row, 1));
            }
            stages.add(stage);
            in = row.channels;
        }
        return new Trunk.Layers(stem.then(stages.get(0)).then(stages.get(1)), stages.get(2),
                stages.get(3).then(stages.get(4)));
    }

    private ReadableLayer normalized(Scope scope, int channels) {
        return normalization.layer(scope, channels, EPSILON);
    }

    /** An inverted residual: expansion by 1x1, one filter a channel, reduction by 1x1 without a nonlinearity. */
    private ReadableLayer block(Scope scope, int in, Row row, int stride) {
        int inner = in * row.expansion;
        ReadableLayer reduction = Convolution.same(scope.at("_depthwise_conv"), inner, inner, inner, row.kernel, stride)
                .then(normalized(scope.at("_bn1"), inner))
                .then(Activation.RELU6)
                .then(new Convolution(scope.at("_project_conv"), inner, row.channels, 1, 1))
                .then(normalized(scope.at("_bn2"), row.channels));
        ReadableLayer body = inner == in ? reduction : expansion(scope, in, inner).then(reduction);
        return stride == 1 && in == row.channels ? new Residual(body) : body;
    }

    private ReadableLayer expansion(Scope scope, int in, int inner) {
        return new Convolution(scope.at("_expand_conv"), in, inner, 1, 1)
                .then(normalized(scope.at("_bn0"), inner))
                .then(Activation.RELU6);
    }

    /** What comes in is added to what goes out. */
    private record Residual(ReadableLayer body) implements ReadableLayer {

        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return x.add(body.apply(x, mode));
        }

        @Override
        public <V> V read(V x, Reading<V> reading) {
            return reading.sum(body.read(x, reading), reading.again(x));
        }
    }
}
