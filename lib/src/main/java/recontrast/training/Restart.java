package recontrast.training;

/**
 * Forgetting what AdamW remembers of bottleneck and decoder, again and again, with a rest for the encoder until the new
 * moments have settled (paper, appendix E).
 *
 * @param every iterations between two restarts
 * @param rest iterations after a restart in which the encoder is not updated
 */
public record Restart(int every, int rest) {

    /** The published code's: every 500 iterations, where its counter keeps the encoder from 99 updates. */
    public static final Restart PAPER = new Restart(500, 99);

    public Restart {
        if (every < 1 || rest < 0) {
            throw new IllegalArgumentException("expected a restart every 1 or more iterations and a rest of 0 or more;"
                    + " found " + every + " and " + rest);
        }
    }
}
