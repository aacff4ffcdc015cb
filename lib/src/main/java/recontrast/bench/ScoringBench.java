package recontrast.bench;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.Picture;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model of one training step, opened as a service opens one, to time what it waits for. Nothing is kept. */
public final class ScoringBench implements AutoCloseable {

    /** Pictures that are scored together. */
    public static final int TOGETHER = 16;

    private static final int WARM_UP = 2;

    private final TrainedModel model;
    private final List<Picture> pictures;

    /** Trains the configuration on the first images of the experiment's category, for a step. */
    public ScoringBench(Experiment experiment, Config config) {
        Category all = experiment.category().firstTrain(TOGETHER);
        Category few = new Category(all.dataset(), all.name(), all.train(), List.of());
        try {
            Path results = Files.createTempDirectory("recontrast-bench");
            Experiment step = experiment.category(few).results(results).plan(plan -> plan.withIterations(1));
            RunResult run = step.train(config);
            this.model = step.open(run);
            step.store().delete(run.spec());
            Files.deleteIfExists(step.store().path());
            Files.delete(results);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a model for as long as it is opened: " + e.getMessage(), e);
        }
        this.pictures = Stream.generate(() -> few.train().stream().map(sample -> sample.picture().get()).toList())
                .flatMap(List::stream).limit(TOGETHER).toList();
    }

    /** From the pixels of a picture to its map and score: resized, normalised, scored, nothing kept from before. */
    public Timing one(int count) {
        return Timing.measured(WARM_UP, count, () -> model.score(pictures.get(0)));
    }

    /** The same of {@value #TOGETHER} pictures together. */
    public Timing together(int count) {
        return Timing.measured(WARM_UP, count, () -> model.scoreAll(pictures));
    }

    @Override
    public void close() {
        model.close();
    }
}
