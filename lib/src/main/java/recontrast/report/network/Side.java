package recontrast.report.network;

/** Which encoder something belongs to. */
public enum Side {
    TRAINED("trained"), FROZEN("frozen"), BOTH("both");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** As a drawing says it. */
    String word() {
        return word;
    }

    /** The one that this is reconstructed from where encoders reconstruct each other. */
    Side other() {
        return switch (this) {
            case TRAINED -> FROZEN;
            case FROZEN -> TRAINED;
            case BOTH -> BOTH;
        };
    }
}
