package recontrast.training;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the optimisers move the weights from iteration to iteration, all but the learning rates.
 *
 * @param epsilon of AdamW
 * @param bound which second moment divides a step
 * @param restart whether and when moments are forgotten
 * @param rateDrop whether and when the learning rates fall
 */
public record Updates(
        double epsilon, AdamW.SecondMoment bound, Optional<Restart> restart, Optional<RateDrop> rateDrop) {

    /** AdamW as PyTorch has it, from the first iteration to the last. */
    public static final Updates STANDARD =
            new Updates(1e-8, AdamW.SecondMoment.RUNNING, Optional.empty(), Optional.empty());

    /** What a group of weights is updated with. */
    public AdamW.Settings settings(double learningRate, double weightDecay) {
        return new AdamW.Settings(learningRate, weightDecay, epsilon, bound);
    }

    /** Whether bottleneck and decoder forget their moments before the update of this iteration. */
    boolean restartBefore(int iteration) {
        return iteration > 0 && restart.filter(due -> iteration % due.every() == 0).isPresent();
    }

    /** Whether the encoder is updated in this iteration. */
    boolean moveEncoder(int iteration) {
        return restart.filter(due -> iteration >= due.every() && iteration % due.every() < due.rest()).isEmpty();
    }

    /** What the learning rates are multiplied with in one of so many iterations. */
    double rateFactor(int iteration, int iterations) {
        return rateDrop.map(drop -> drop.at(iteration, iterations)).orElse(1.0);
    }

    /** Updates of bottleneck and decoder that their moments are of, after so many iterations. */
    int remembered(int iterations) {
        return restart.filter(due -> iterations > 0).map(due -> (iterations - 1) % due.every() + 1).orElse(iterations);
    }

    /** Updates of the encoder in so many iterations. */
    int encoderUpdates(int iterations) {
        return (int) IntStream.range(0, iterations).filter(this::moveEncoder).count();
    }
}
