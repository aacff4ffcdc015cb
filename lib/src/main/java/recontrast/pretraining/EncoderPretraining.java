package recontrast.pretraining;

import ai.djl.ndarray.NDManager;
import recontrast.model.Backbone;
import recontrast.pretraining.procedural.Family;
import recontrast.pretraining.procedural.ProceduralClass;
import recontrast.pretraining.procedural.ProceduralImages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Pretrains the embedded encoder to tell classes of procedural images apart, and keeps its trunk.
 *
 * <p>Leaves {@code trunk.safetensors} (torchvision's names, half precision) and {@code trunk.json} in a directory,
 * first at the first checkpoint and for good at the end.
 */
public final class EncoderPretraining {

    private static final Backbone BACKBONE = Backbone.EMBEDDED;
    private static final int SIDE = 80;
    private static final int CROP = 64;
    private static final int LOG_EVERY = 100;

    private final PretrainingPlan plan;
    private final Path directory;
    private final Consumer<String> log;

    /** @param log takes one line of progress at a time */
    public EncoderPretraining(PretrainingPlan plan, Path directory, Consumer<String> log) {
        this.plan = plan;
        this.directory = directory;
        this.log = log;
    }

    /**
     * Renders, trains until the budget is spent, measures and writes.
     *
     * @param device where the tensors live
     */
    public PretrainingRecord run(NDManager device) throws IOException {
        Files.createDirectories(directory);
        List<ProceduralClass> classes = ProceduralClass.ofEveryFamily(plan.settings());
        log.accept("rendering " + classes.size() + " classes of " + plan.images() + " images");
        ProceduralImages images = ProceduralImages.render(classes, SIDE, 0, plan.images());
        ProceduralImages unseen = ProceduralImages.render(classes, SIDE, plan.images(), plan.heldOut());
        log.accept("training " + BACKBONE.name() + " for " + plan.budget().toMinutes() + " minutes");
        try (Classifier classifier = new Classifier(BACKBONE, classes.size(), device, plan.seed());
                TrainingBatches batches = new TrainingBatches(images, plan.batch(), CROP, plan.seed())) {
            ClassifierTraining training = new ClassifierTraining(classifier, plan, CROP);
            Progress end = train(training, batches, classifier);
            double accuracy = training.accuracy(new HeldOutBatches(unseen, plan.batch(), CROP));
            log.accept("accuracy on %d unseen images %.3f".formatted(unseen.size(), accuracy));
            return save(classifier, training, end, OptionalDouble.of(accuracy));
        }
    }

    private Progress train(ClassifierTraining training, TrainingBatches batches, Classifier classifier)
            throws IOException {
        Instant start = Instant.now();
        Progress now = new Progress(0, Duration.ZERO);
        Duration nextCheckpoint = plan.checkpointEvery();
        while (now.elapsed.compareTo(plan.budget()) < 0) {
            training.step(batches.next(), plan.rateFactor(now.steps, now.partOf(plan.budget())));
            now = new Progress(now.steps + 1, Duration.between(start, Instant.now()));
            if (now.steps % LOG_EVERY == 0) {
                log.accept("step %d, %d s: loss %.3f, accuracy %.3f".formatted(
                        now.steps, now.elapsed.toSeconds(), training.loss(), training.accuracy()));
            }
            if (now.elapsed.compareTo(nextCheckpoint) >= 0) {
                save(classifier, training, now, OptionalDouble.empty());
                nextCheckpoint = nextCheckpoint.plus(plan.checkpointEvery());
            }
        }
        return now;
    }

    private PretrainingRecord save(Classifier classifier, ClassifierTraining training, Progress now,
            OptionalDouble heldOutAccuracy) throws IOException {
        int classes = plan.settings() * Family.values().length;
        PretrainingRecord record = new PretrainingRecord(BACKBONE.name(), now.steps, now.elapsed.toMillis() / 1e3,
                classes, classes * plan.images(), plan.batch(), plan.learningRate(), plan.weightDecay(),
                training.loss(), training.accuracy(), heldOutAccuracy, plan.seed(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        new TrunkFile(directory.resolve("trunk.safetensors")).write(classifier.trunk());
        record.write(directory.resolve("trunk.json"));
        return record;
    }

    /** How far a run is. */
    private record Progress(int steps, Duration elapsed) {

        double partOf(Duration budget) {
            return (double) elapsed.toMillis() / budget.toMillis();
        }
    }
}
