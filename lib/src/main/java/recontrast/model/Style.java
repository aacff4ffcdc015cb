package recontrast.model;

/** What all blocks of one part of the network share. */
record Style(Backbone backbone, Normalization normalizationKind, Activation activation) {

    Layer normalization(Scope scope, int channels) {
        return normalizationKind.layer(scope, channels);
    }

    Layer activationLayer() {
        return (x, mode) -> activation.of(x);
    }

    /** Stage of residual blocks: the first changes channels and resolution, the others keep them. */
    Layer stage(Scope scope, int in, int planes, int blocks, Resampling resampling) {
        Layer stage = new ResidualBlock(scope.at(0), this, in, planes, resampling);
        int out = planes * backbone.block().expansion();
        for (int block = 1; block < blocks; block++) {
            stage = stage.then(new ResidualBlock(scope.at(block), this, out, planes, Resampling.NONE));
        }
        return stage;
    }
}
