package recontrast.model;

/** How an encoder normalises while it trains. */
public enum Normalization {
    /** Batch normalisation with eps 1e-5, as in the paper's main experiments. */
    BATCH {
        @Override
        Layer layer(Scope scope, int channels) {
            return new BatchNormalization(scope, channels, 1e-5f);
        }
    },
    /**
     * Channels with almost no variance in a batch keep a floor instead, and eps is 1e-6 (paper, appendix E); of the
     * trained encoder alone, as in the published code.
     */
    PARTIAL {
        @Override
        Layer layer(Scope scope, int channels) {
            return new PartialNormalization(scope, channels);
        }
    };

    abstract Layer layer(Scope scope, int channels);
}
