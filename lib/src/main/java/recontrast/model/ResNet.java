package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/**
 * What ResNets are built of (He et al. 2016), by torchvision's names: the trunk of an encoder, and the stages of
 * bottleneck and decoder.
 */
record ResNet(Backbone backbone, Normalization normalization, Activation activation) {

    private static final float EPSILON = 1e-5f; // of batch normalisation

    /** What a residual block does to height and width. */
    enum Resampling { NONE, HALVED, DOUBLED }

    /** Stem and layer1 to layer3; layer4 and the classifier are left out. */
    Trunk.Layers trunk(Scope scope) {
        int width = backbone.planes(1);
        ReadableLayer stem = new Convolution(scope.at("conv1"), 3, width, 7, 2)
                .then(normalized(scope.at("bn1"), width)).then(activation).then(new MaxPool());
        return new Trunk.Layers(
                stem.then(stage(scope.at("layer1"),
                        width, backbone.planes(1), backbone.depth(1), Resampling.NONE, activation)),
                stage(scope.at("layer2"),
                        backbone.channels(1), backbone.planes(2), backbone.depth(2), Resampling.HALVED, activation),
                stage(scope.at("layer3"),
                        backbone.channels(2), backbone.planes(3), backbone.depth(3), Resampling.HALVED, activation));
    }

    private ReadableLayer normalized(Scope scope, int channels) {
        return normalization.layer(scope, channels, EPSILON);
    }

    /** A convolution that halves height and width. */
    ReadableLayer halving(Scope scope, String number, int in, int out) {
        return new Convolution(scope.at("conv" + number), in, out, 3, 2)
                .then(normalized(scope.at("bn" + number), out))
                .then(activation);
    }

    /**
     * Residual blocks: the first changes channels and resolution, the others keep them.
     *
     * @param end the nonlinearity after the last
     */
    ReadableLayer stage(Scope scope, int in, int planes, int blocks, Resampling resampling, Activation end) {
        ReadableLayer stage = block(scope.at(0), in, planes, resampling, blocks == 1 ? end : activation);
        int out = planes * backbone.block().expansion();
        for (int block = 1; block < blocks; block++) {
            stage = stage.then(block(
                    scope.at(block), out, planes, Resampling.NONE, block == blocks - 1 ? end : activation));
        }
        return stage;
    }

    private ReadableLayer block(Scope scope, int in, int planes, Resampling resampling, Activation end) {
        ReadableLayer body = switch (backbone.block()) {
            case BASIC -> basic(scope, in, planes, resampling);
            case BOTTLENECK -> bottleneck(scope, in, planes, resampling);
        };
        return new ResidualBlock(
                body, shortcut(scope, in, planes * backbone.block().expansion(), resampling), end);
    }

    private ReadableLayer basic(Scope scope, int in, int planes, Resampling resampling) {
        return spatial(scope.at("conv1"), in, planes, resampling)
                .then(normalized(scope.at("bn1"), planes))
                .then(activation)
                .then(new Convolution(scope.at("conv2"), planes, planes, 3, 1))
                .then(normalized(scope.at("bn2"), planes));
    }

    private ReadableLayer bottleneck(Scope scope, int in, int planes, Resampling resampling) {
        int inner = planes * backbone.widening();
        int out = planes * backbone.block().expansion();
        return new Convolution(scope.at("conv1"), in, inner, 1, 1)
                .then(normalized(scope.at("bn1"), inner))
                .then(activation)
                .then(spatial(scope.at("conv2"), inner, inner, resampling))
                .then(normalized(scope.at("bn2"), inner))
                .then(activation)
                .then(new Convolution(scope.at("conv3"), inner, out, 1, 1))
                .then(normalized(scope.at("bn3"), out));
    }

    private static ReadableLayer spatial(Scope scope, int in, int out, Resampling resampling) {
        return switch (resampling) {
            case NONE -> new Convolution(scope, in, out, 3, 1);
            case HALVED -> new Convolution(scope, in, out, 3, 2);
            case DOUBLED -> new UpConvolution(scope, in, out);
        };
    }

    private ReadableLayer shortcut(Scope scope, int in, int out, Resampling resampling) {
        if (resampling == Resampling.DOUBLED) {
            Scope upsample = scope.at("upsample");
            return new UpConvolution(upsample.at(0), in, out).then(normalized(upsample.at(1), out));
        }
        if (resampling == Resampling.NONE && in == out) {
            return Activation.IDENTITY;
        }
        Scope downsample = scope.at("downsample");
        int stride = resampling == Resampling.HALVED ? 2 : 1;
        return new Convolution(downsample.at(0), in, out, 1, stride).then(normalized(downsample.at(1), out));
    }

    /** Shortcut and body are added. */
    private record ResidualBlock(ReadableLayer body, ReadableLayer shortcut, Activation end) implements ReadableLayer {

        @Override
        public NDArray apply(NDArray x, Mode mode) {
            NDArray sum = body.apply(x, mode);
            NDArray straight = shortcut.apply(x, mode);
            sum.addi(straight);
            closeUnless(straight, x);
            NDArray out = end.apply(sum, mode);
            closeUnless(sum, out);
            return out;
        }

        private static void closeUnless(NDArray between, NDArray same) {
            if (between != same) {
                between.close();
            }
        }

        @Override
        public <V> V read(V x, Reading<V> reading) {
            return reading.activated(
                    reading.sum(body.read(x, reading), shortcut.read(reading.again(x), reading)), end);
        }
    }

    private record MaxPool() implements ReadableLayer {

        private static final Shape WINDOW = new Shape(3, 3);
        private static final Shape STRIDE = new Shape(2, 2);
        private static final Shape PADDING = new Shape(1, 1);

        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return Pool.maxPool2d(x, WINDOW, STRIDE, PADDING, false);
        }

        @Override
        public <V> V read(V x, Reading<V> reading) {
            return reading.maxPooled(x);
        }
    }
}
