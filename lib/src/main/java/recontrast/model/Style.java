package recontrast.model;

/** What all blocks of one part of the network share. */
record Style(Backbone backbone, Normalization normalizationKind, Activation activation) {

    private static final float EPSILON = 1e-5f; // of batch normalisation in a ResNet

    Layer normalization(Scope scope, int channels) {
        return normalizationKind.layer(scope, channels, EPSILON);
    }

    Layer activationLayer() {
        return activation.layer();
    }

    /** Stage of residual blocks: the first changes channels and resolution, the others keep them. */
    Layer stage(Scope scope, int in, int planes, int blocks, Resampling resampling) {
        return stage(scope, in, planes, blocks, resampling, activation);
    }

    /** The same, with this nonlinearity at its end. */
    Layer stage(Scope scope, int in, int planes, int blocks, Resampling resampling, Activation end) {
        Layer stage = new ResidualBlock(scope.at(0), this, in, planes, resampling, blocks == 1 ? end : activation);
        int out = planes * backbone.block().expansion();
        for (int block = 1; block < blocks; block++) {
            stage = stage.then(new ResidualBlock(scope.at(block), this, out, planes, Resampling.NONE,
                    block == blocks - 1 ? end : activation));
        }
        return stage;
    }
}
