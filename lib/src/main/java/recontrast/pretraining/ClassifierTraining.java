package recontrast.pretraining;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.training.AdamW;

import java.util.List;
import java.util.function.Predicate;

/** Steps of a classifier on batches of images. */
final class ClassifierTraining {

    private static final int REPORTED = 100; // steps that a reported loss is averaged over

    private final Classifier classifier;
    private final List<Parameter> weights;
    private final List<AdamW> optimizers;
    private final SmoothedCrossEntropy loss;
    private final int side;
    private final RunningMean meanLoss = new RunningMean(REPORTED);
    private final RunningMean meanAccuracy = new RunningMean(REPORTED);

    ClassifierTraining(Classifier classifier, PretrainingPlan plan, int side) {
        this.classifier = classifier;
        this.weights = classifier.weights();
        this.optimizers = List.of(
                optimizer(plan, plan.weightDecay(), ClassifierTraining::isMatrix),
                optimizer(plan, 0, Predicate.not(ClassifierTraining::isMatrix)));
        this.loss = new SmoothedCrossEntropy(plan.smoothing());
        this.side = side;
    }

    private AdamW optimizer(PretrainingPlan plan, double decay, Predicate<Parameter> group) {
        return new AdamW(weights.stream().filter(group).toList(),
                new AdamW.Settings(plan.learningRate(), decay, 1e-8, AdamW.SecondMoment.RUNNING),
                classifier.trunk().manager());
    }

    /** Whether it multiplies its input: convolution and classifier weights do, biases and normalisations do not. */
    private static boolean isMatrix(Parameter parameter) {
        return parameter.stored().getShape().dimension() > 1;
    }

    /** @param rateFactor what the schedule multiplies the peak learning rate with */
    void step(Batch batch, double rateFactor) {
        try (NDManager step = classifier.trunk().manager().newSubManager();
                GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            weights.forEach(parameter -> parameter.track(step));
            NDArray labels = step.create(batch.labels());
            NDArray logits = classifier.logits(images(batch, step), Mode.TRAIN);
            NDArray mean = loss.of(logits, labels);
            tape.backward(mean);
            optimizers.forEach(optimizer -> optimizer.step(rateFactor));
            meanLoss.add(mean.getFloat());
            meanAccuracy.add((double) correct(logits, labels) / batch.labels().length);
        } finally {
            weights.forEach(Parameter::untrack);
        }
    }

    /** The part of the images whose class has the greatest logit. */
    double accuracy(HeldOutBatches heldOut) {
        long right = heldOut.all().mapToLong(this::correct).sum();
        return (double) right / heldOut.images().size();
    }

    double loss() {
        return meanLoss.value();
    }

    double accuracy() {
        return meanAccuracy.value();
    }

    private long correct(Batch batch) {
        try (NDManager scratch = classifier.trunk().manager().newSubManager()) {
            NDArray logits = classifier.logits(images(batch, scratch), Mode.EVAL);
            return correct(logits, scratch.create(batch.labels()));
        }
    }

    private static long correct(NDArray logits, NDArray labels) {
        return logits.argMax(1).eq(labels).countNonzero().getLong();
    }

    private NDArray images(Batch batch, NDManager owner) {
        return owner.create(batch.pixels(), new Shape(batch.labels().length, 3, side, side));
    }
}
