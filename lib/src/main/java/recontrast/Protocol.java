package recontrast;

import recontrast.data.Resolution;
import recontrast.data.embedded.Embedded;
import recontrast.metric.ImageScore;
import recontrast.model.EncoderTraining;
import recontrast.training.TrainingPlan;

import java.util.Set;

/**
 * How the paper trains on a data set (section 4, appendix): what {@link Experiment#on} starts from.
 *
 * @param plan how to train and judge
 * @param resolution size of the images
 */
public record Protocol(TrainingPlan plan, Resolution resolution) {

    /** Categories whose encoder keeps its running statistics: of MVTec AD, then of VisA. */
    private static final Set<String> RUNNING_STATISTICS =
            Set.of("toothbrush", "leather", "grid", "tile", "wood", "screw", "cashew", "pcb1");

    private static final int SIDE = 256;
    private static final int EMBEDDED_SIDE = 64;
    private static final int MEDICAL_BATCH = 32;

    /**
     * The paper's protocol for a category; for data it does not have, that of MVTec AD.
     *
     * @param dataset name of the data set, as its reader gives it
     * @param category name of the category
     */
    public static Protocol of(String dataset, String category) {
        TrainingPlan medical = TrainingPlan.PAPER.withBatch(MEDICAL_BATCH);
        return switch (dataset) {
            case "VisA" -> square(statistics(TrainingPlan.PAPER.withIterations(3000), category));
            case "APTOS" -> square(medical.withIterations(1000));
            case "OCT2017" -> square(
                    medical.withIterations(1000).withEncoderTraining(EncoderTraining.RUNNING_STATISTICS));
            case "ISIC2018" -> new Protocol(medical.withImageScore(ImageScore.MEAN), new Resolution(256, 224));
            default -> dataset.equals(Embedded.dataset().name())
                    ? new Protocol(TrainingPlan.EMBEDDED, Resolution.square(EMBEDDED_SIDE))
                    : square(statistics(TrainingPlan.PAPER, category));
        };
    }

    private static Protocol square(TrainingPlan plan) {
        return new Protocol(plan, Resolution.square(SIDE));
    }

    private static TrainingPlan statistics(TrainingPlan plan, String category) {
        return RUNNING_STATISTICS.contains(category)
                ? plan.withEncoderTraining(EncoderTraining.RUNNING_STATISTICS) : plan;
    }
}
