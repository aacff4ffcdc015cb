package recontrast.model;

import ai.djl.ndarray.NDArray;

/** A residual block, basic or bottleneck, that keeps, halves or doubles the resolution; shortcut and body are added. */
final class ResidualBlock implements Layer {

    private final Layer body;
    private final Layer shortcut;
    private final Activation end;

    /** @param end the nonlinearity after the sum */
    ResidualBlock(Scope scope, Style style, int in, int planes, Resampling resampling, Activation end) {
        this.end = end;
        this.body = style.backbone().block() == BlockKind.BASIC
                ? basic(scope, style, in, planes, resampling)
                : bottleneck(scope, style, in, planes, resampling);
        this.shortcut = shortcut(scope, style, in, planes * style.backbone().block().expansion(), resampling);
    }

    private static Layer basic(Scope scope, Style style, int in, int planes, Resampling resampling) {
        return spatial(scope.at("conv1"), in, planes, resampling)
                .then(style.normalization(scope.at("bn1"), planes))
                .then(style.activationLayer())
                .then(new Convolution(scope.at("conv2"), planes, planes, 3, 1))
                .then(style.normalization(scope.at("bn2"), planes));
    }

    private static Layer bottleneck(Scope scope, Style style, int in, int planes, Resampling resampling) {
        int inner = planes * style.backbone().widening();
        int out = planes * style.backbone().block().expansion();
        return new Convolution(scope.at("conv1"), in, inner, 1, 1)
                .then(style.normalization(scope.at("bn1"), inner))
                .then(style.activationLayer())
                .then(spatial(scope.at("conv2"), inner, inner, resampling))
                .then(style.normalization(scope.at("bn2"), inner))
                .then(style.activationLayer())
                .then(new Convolution(scope.at("conv3"), inner, out, 1, 1))
                .then(style.normalization(scope.at("bn3"), out));
    }

    private static Layer spatial(Scope scope, int in, int out, Resampling resampling) {
        return switch (resampling) {
            case NONE -> new Convolution(scope, in, out, 3, 1);
            case HALVED -> new Convolution(scope, in, out, 3, 2);
            case DOUBLED -> new UpConvolution(scope, in, out);
        };
    }

    private static Layer shortcut(Scope scope, Style style, int in, int out, Resampling resampling) {
        if (resampling == Resampling.DOUBLED) {
            Scope upsample = scope.at("upsample");
            return new UpConvolution(upsample.at(0), in, out).then(style.normalization(upsample.at(1), out));
        }
        if (resampling == Resampling.NONE && in == out) {
            return (x, mode) -> x;
        }
        Scope downsample = scope.at("downsample");
        int stride = resampling == Resampling.HALVED ? 2 : 1;
        return new Convolution(downsample.at(0), in, out, 1, stride).then(style.normalization(downsample.at(1), out));
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        NDArray sum = body.apply(x, mode);
        NDArray straight = shortcut.apply(x, mode);
        sum.addi(straight);
        closeUnless(straight, x);
        NDArray out = end.of(sum);
        closeUnless(sum, out);
        return out;
    }

    private static void closeUnless(NDArray between, NDArray same) {
        if (between != same) {
            between.close();
        }
    }
}
