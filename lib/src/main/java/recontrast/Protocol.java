package recontrast;

import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.data.embedded.Embedded;
import recontrast.metric.ImageScore;
import recontrast.model.EncoderTraining;
import recontrast.training.Restart;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;

import java.util.Locale;
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
    private static final int EMBEDDED_SIDE = 96;
    private static final int MEDICAL_BATCH = 32;

    /** As often in the plan for the embedded data as in the paper's. */
    private static final Restart EMBEDDED_RESTART = new Restart(75, 14);

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
            case "ISIC2018" -> new Protocol(medical.withImageScore(ImageScore.MEAN),
                    new Resolution(ImageSize.square(256), ImageSize.square(224)));
            default -> isEmbedded(dataset)
                    ? new Protocol(TrainingPlan.EMBEDDED, Resolution.square(EMBEDDED_SIDE))
                    : square(statistics(TrainingPlan.PAPER, category));
        };
    }

    /**
     * The paper's protocol of a variant by its name.
     *
     * @param variant {@code standard}, {@code stable} or {@code unified}
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Protocol named(String variant, String dataset, String category) {
        return switch (variant.trim().toLowerCase(Locale.ROOT)) {
            case "standard" -> of(dataset, category);
            case "stable" -> stable(dataset, category);
            case "unified" -> unified(dataset);
            default -> throw new IllegalArgumentException(
                    "expected variant standard, stable or unified; found " + variant);
        };
    }

    /** The stable variant (appendix E): every encoder normalises by the batch, whatever the category. */
    public static Protocol stable(String dataset, String category) {
        Protocol standard = of(dataset, category);
        TrainingPlan plan = standard.plan.withEncoderTraining(EncoderTraining.BATCH_STATISTICS)
                .withAlphaRamp(0.2).withImageScore(ImageScore.TOP_PERCENT);
        return new Protocol(
                isEmbedded(dataset)
                        ? plan.withVariant(Variant.STABLE.restarting(EMBEDDED_RESTART))
                        : plan.withVariant(Variant.STABLE).withEvaluateEvery(500),
                standard.resolution);
    }

    /** One model of all categories (Table 4), to be trained on {@link recontrast.data.Category#joined}. */
    public static Protocol unified(String dataset) {
        TrainingPlan plan = isEmbedded(dataset)
                ? TrainingPlan.EMBEDDED.withIterations(750).withEvaluateEvery(150) // 5/2 of one category's, as below
                : TrainingPlan.PAPER.withIterations(5000).withEvaluateEvery(1000);
        return new Protocol(
                plan.withVariant(Variant.UNIFIED).withEncoderTraining(EncoderTraining.RUNNING_STATISTICS)
                        .withImageScore(ImageScore.TOP_PERCENT),
                Resolution.square(isEmbedded(dataset) ? EMBEDDED_SIDE : SIDE));
    }

    private static boolean isEmbedded(String dataset) {
        return dataset.equals(Embedded.dataset().name());
    }

    private static Protocol square(TrainingPlan plan) {
        return new Protocol(plan, Resolution.square(SIDE));
    }

    private static TrainingPlan statistics(TrainingPlan plan, String category) {
        return RUNNING_STATISTICS.contains(category)
                ? plan.withEncoderTraining(EncoderTraining.RUNNING_STATISTICS) : plan;
    }
}
