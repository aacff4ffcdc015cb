package recontrast.training;

import java.util.stream.IntStream;

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

    /** Whether the moments are forgotten before the update of this iteration, counted from 0. */
    boolean before(int iteration) {
        return iteration > 0 && iteration % every == 0;
    }

    /** Whether the encoder is not updated in this iteration. */
    boolean rests(int iteration) {
        return iteration >= every && iteration % every < rest;
    }

    /** Updates of bottleneck and decoder that their moments are of, after so many iterations. */
    int remembered(int iterations) {
        return iterations == 0 ? 0 : (iterations - 1) % every + 1;
    }

    /** Updates of the encoder in so many iterations. */
    int encoderUpdates(int iterations) {
        return (int) IntStream.range(0, iterations).filter(iteration -> !rests(iteration)).count();
    }
}
