package recontrast.pretraining;

import java.time.Duration;

/**
 * Everything that decides a pretraining run, but for its length in steps, which the time budget decides.
 *
 * @param settings classes of each procedural family
 * @param images training images of each class
 * @param heldOut images of each class kept for the accuracy at the end
 * @param batch images a step
 * @param learningRate peak, reached after the warm-up and let down to 0 by half a cosine over the budget
 * @param warmUp steps of linear rise of the learning rate
 * @param weightDecay decoupled, on convolutions and the classifier alone
 * @param smoothing part of each label that is spread over all classes
 * @param budget time for training, rendering not counted
 * @param checkpointEvery time between two writings of the weights
 * @param seed of initial weights, order and augmentation
 */
public record PretrainingPlan(int settings, int images, int heldOut, int batch, double learningRate, int warmUp,
        double weightDecay, double smoothing, Duration budget, Duration checkpointEvery, long seed) {

    public PretrainingPlan {
        if (settings < 1 || images < 1 || heldOut < 1 || batch < 2 || warmUp < 1) {
            throw new IllegalArgumentException("expected at least one setting, image, held-out image and warm-up step,"
                    + " and a batch of two; found " + settings + ", " + images + ", " + heldOut + ", " + warmUp + ", "
                    + batch);
        }
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("expected a time budget above zero; found " + budget);
        }
    }

    /** The plan of the shipped weights: 480 classes of 100 images. */
    public static PretrainingPlan standard(Duration budget, long seed) {
        return new PretrainingPlan(40, 100, 5, 96, 4e-3, 200, 0.05, 0.1, budget, Duration.ofMinutes(5), seed);
    }

    /** Few classes and images, to see that everything works. */
    public static PretrainingPlan smoke(Duration budget, long seed) {
        return new PretrainingPlan(2, 16, 2, 24, 4e-3, 10, 0.05, 0.1, budget, Duration.ofMinutes(5), seed);
    }

    /** The part of the peak rate to use at a step, counted from 0, when the given part of the budget is spent. */
    double rateFactor(int step, double spent) {
        double rise = Math.min(1, (step + 1.0) / warmUp);
        return rise * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, spent)));
    }
}
