package recontrast.model;

/** Whether the loss may reach an encoder through the features that are reconstructed. */
public enum TargetGradient {
    /** It may: the encoder is also paid for making its features easy to reconstruct. */
    FLOWS {
        @Override
        Features of(Features targets) {
            return targets;
        }
    },
    /** Stop gradient (paper, Table 6: D). */
    STOPPED {
        @Override
        Features of(Features targets) {
            return targets.detached();
        }
    };

    abstract Features of(Features targets);
}
