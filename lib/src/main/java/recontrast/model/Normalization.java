package recontrast.model;

/** How an encoder normalises while it trains. */
public enum Normalization {
    /** Batch normalisation, as in the paper's main experiments. */
    BATCH {
        @Override
        ReadableLayer layer(Scope scope, int channels, float epsilon) {
            return new BatchNormalization(scope, channels, epsilon);
        }
    },
    /**
     * Channels with almost no variance in a batch keep a floor instead, and eps is 1e-6 (paper, appendix E); of the
     * trained encoder alone, as in the published code.
     */
    PARTIAL {
        @Override
        ReadableLayer layer(Scope scope, int channels, float epsilon) {
            return new PartialNormalization(scope, channels);
        }
    };

    /** @param epsilon added to the variance, as the backbone has it; {@link #PARTIAL} has one of its own */
    abstract ReadableLayer layer(Scope scope, int channels, float epsilon);
}
