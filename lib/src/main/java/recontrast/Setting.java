package recontrast;

import recontrast.data.Category;
import recontrast.data.ImageSize;
import recontrast.loss.StageWeights;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;
import recontrast.model.Precision;
import recontrast.training.ModelChoice;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;
import recontrast.weights.WeightCache;
import recontrast.weights.Weights;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What can be varied in an experiment, by the name that a reader of the paper would look for. */
public enum Setting {
    /** Threshold of hard-normal mining, in standard deviations (paper, Table A4). */
    ALPHA(number(value -> plan -> plan.withAlpha(value))),
    /** Part of the iterations over which alpha rises. */
    RAMP(number(value -> plan -> plan.withAlphaRamp(value))),
    /** Of bottleneck and decoder. */
    LEARNING_RATE(number(value -> plan -> plan.withLearningRate(value))),
    ENCODER_LEARNING_RATE(number(value -> plan -> plan.withEncoderLearningRate(value))),
    WEIGHT_DECAY(number(value -> plan -> plan.withWeightDecay(value))),
    ITERATIONS(whole(value -> plan -> plan.withIterations(value))),
    /** Images a step. */
    BATCH(whole(value -> plan -> plan.withBatch(value))),
    /**
     * {@code standard}, {@code stable} or {@code unified}, or such a {@link Variant}: with the ramp, the encoder
     * statistics and the image score that it brings, but of as many iterations as before. A variant of one's own changes
     * nothing else.
     */
    VARIANT((experiment, value) -> {
        if (value instanceof Variant own && !Variant.PUBLISHED.contains(own)) {
            return experiment.plan(plan -> plan.withVariant(own));
        }
        TrainingPlan paper = Protocol.named(
                value.toString(), experiment.category().dataset(), experiment.category().name()).plan();
        return experiment.plan(plan -> plan.withVariant(paper.variant()).withAlphaRamp(paper.alphaRamp())
                .withEncoderTraining(paper.encoderTraining()).withImageScore(paper.imageScore()));
    }),
    /** {@code batch} or {@code running}: what the trained encoder normalises by. */
    ENCODER_STATISTICS((experiment, value) -> experiment.plan(plan -> plan.withEncoderTraining(statistics(value)))),
    /** How much layer 1, 2 and 3 count in the loss: {@code "1, 1, 0"}. */
    STAGE_WEIGHTS((experiment, value) -> {
        StageWeights weights = StageWeights.parse(value.toString());
        return experiment.plan(plan -> plan.withStageWeights(weights));
    }),
    /** {@code full} or {@code bfloat16}: what training steps compute in. */
    PRECISION((experiment, value) -> {
        Precision precision = Precision.named(value.toString());
        return experiment.plan(plan -> plan.withPrecision(precision));
    }),
    /** Of the images, in pixels: a side, or {@code "256x512"} for height x width. */
    SIZE((experiment, value) -> value instanceof Number ? experiment.size(whole(value))
            : experiment.size(ImageSize.parse(value.toString()))),
    /** {@code embedded untrained}, {@code resnet18 FILE.safetensors}: a backbone and weights, else its usual ones. */
    ENCODER((experiment, value) -> {
        String[] words = value.toString().trim().split("\\s+", 2);
        Backbone backbone = Backbone.named(words[0]);
        return words.length > 1 ? experiment.encoder(words[0], words[1])
                : experiment.with(backbone, Weights.standard(backbone, WeightCache.standard()));
    }),
    /** How many of the good images are trained on. */
    TRAINING_IMAGES((experiment, value) -> experiment.category(few(experiment.category(), whole(value)))),
    /** How many of the good images are held out of training, to set a threshold by. */
    HELD_OUT((experiment, value) -> experiment.holdingOut(whole(value))),
    /** {@code last} or {@code held-out}: which of the models that a training passes through is kept. */
    CHOICE((experiment, value) -> experiment.plan(plan -> plan.withChoice(choice(value)))),
    /** Of initial values and order; tables take the mean over seeds. */
    SEED((experiment, value) -> experiment.seed(whole(value)));

    private final BiFunction<Experiment, Object, Experiment> change;

    Setting(BiFunction<Experiment, Object, Experiment> change) {
        this.change = change;
    }

    private static BiFunction<Experiment, Object, Experiment> number(DoubleFunction<UnaryOperator<TrainingPlan>> change) {
        return (experiment, value) -> experiment.plan(change.apply(number(value)));
    }

    private static BiFunction<Experiment, Object, Experiment> whole(IntFunction<UnaryOperator<TrainingPlan>> change) {
        return (experiment, value) -> experiment.plan(change.apply(whole(value)));
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("expected a number; found " + value);
    }

    private static int whole(Object value) {
        double number = number(value);
        if (number == (int) number) {
            return (int) number;
        }
        boolean tooLong = number == Math.rint(number) && !Double.isInfinite(number);
        throw new IllegalArgumentException("expected a whole number" + (tooLong ? " of fewer digits" : "")
                + "; found " + value);
    }

    private static EncoderTraining statistics(Object value) {
        return switch (value.toString()) {
            case "batch" -> EncoderTraining.BATCH_STATISTICS;
            case "running" -> EncoderTraining.RUNNING_STATISTICS;
            default -> throw new IllegalArgumentException("expected batch or running; found " + value);
        };
    }

    private static ModelChoice choice(Object value) {
        return switch (value.toString()) {
            case "last" -> ModelChoice.LAST;
            case "held-out" -> ModelChoice.HELD_OUT;
            default -> throw new IllegalArgumentException("expected last or held-out; found " + value);
        };
    }

    private static Category few(Category category, int count) {
        if (count < 1 || count > category.train().size()) {
            throw new IllegalArgumentException(
                    "expected 1 to " + category.train().size() + " training images; found " + count);
        }
        return category.firstTrain(count);
    }

    /**
     * The setting of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Setting named(String name) {
        return Arrays.stream(values()).filter(setting -> setting.toString().equalsIgnoreCase(name.trim())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a setting out of " + Arrays.stream(values())
                        .map(Setting::toString).collect(Collectors.joining(", ")) + "; found " + name));
    }

    /** The experiment with this setting at that value. */
    public Experiment of(Experiment experiment, Object value) {
        try {
            return change.apply(experiment, value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(this + ": " + wrong.getMessage(), wrong);
        }
    }

    /** {@code encoder learning rate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
