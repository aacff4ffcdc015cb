package recontrast.cli;

import ai.djl.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.model.Backbone;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What to train on what, alike in every command that trains. */
final class ExperimentOptions {

    @Mixin
    private DataOptions data;

    @Option(names = "--config", split = ",", paramLabel = "NAME|all", defaultValue = "Ours",
            description = "A, B, B+hm, C, D, C+cp, E-gl, E, Ours, several with commas, or all"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> configs;

    @Option(names = "--variant", paramLabel = "NAME", defaultValue = "standard",
            description = "standard, stable (appendix E), or unified: one model of all categories, or of the one that"
                    + " is named (default: ${DEFAULT-VALUE}).")
    private String variant;

    @Mixin
    private EncoderOptions encoder;

    @Option(names = "--size", paramLabel = "PIXELS",
            description = "Side of the images, a multiple of 32 (default: 64 on embedded data, else 256).")
    private Optional<Integer> size;

    @Option(names = "--batch", paramLabel = "N",
            description = "Images a step (default: 8 on embedded data, else the paper's: 16, medical 32).")
    private Optional<Integer> batch;

    @Option(names = "--iterations", paramLabel = "N",
            description = "Training steps (default: 300 on embedded data, else the paper's: 1000 to 3000).")
    private Optional<Integer> iterations;

    @Option(names = "--eval-every", paramLabel = "N",
            description = "Steps between two evaluations (default: 30 on embedded data, else 250).")
    private Optional<Integer> evalEvery;

    @Option(names = "--encoder-lr", paramLabel = "RATE",
            description = "Learning rate of the encoder (default: 1e-4 on embedded data, else 1e-5).")
    private Optional<Double> encoderLearningRate;

    @Option(names = "--seed", split = ",", paramLabel = "N", defaultValue = "0",
            description = "Of initial values and order, several with commas (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    /** The configurations to train, in the order they were named. */
    List<Config> configs() {
        return valid(() -> configs.stream()
                .flatMap(name -> name.equalsIgnoreCase("all") ? Config.LADDER.stream() : Stream.of(Config.named(name)))
                .distinct()
                .toList());
    }

    /**
     * One experiment for each category and seed.
     *
     * @throws UsageException if a value cannot be
     */
    List<Experiment> experiments() {
        Path folder = results.writable();
        Backbone backbone = valid(encoder::backbone);
        Weights weights = valid(encoder::weights);
        List<Category> categories = categories();
        Device chosen = valid(device::device);
        return categories.stream()
                .map(category -> valid(() -> sized(Experiment.on(category).variant(variant).plan(this::changed))))
                .map(experiment -> experiment.with(backbone, weights).device(chosen).results(folder))
                .flatMap(experiment -> seeds.stream().distinct().map(experiment::seed))
                .toList();
    }

    private List<Category> categories() {
        return variant.equalsIgnoreCase(Variant.UNIFIED.name())
                ? List.of(Category.joined(data.everyCategory())) : data.categories();
    }

    private Experiment sized(Experiment experiment) {
        return size.map(experiment::size).orElse(experiment);
    }

    private TrainingPlan changed(TrainingPlan plan) {
        TrainingPlan changed = iterations.map(plan::withIterations).orElse(plan);
        changed = batch.map(changed::withBatch).orElse(changed);
        changed = evalEvery.map(changed::withEvaluateEvery).orElse(changed);
        return encoderLearningRate.map(changed::withEncoderLearningRate).orElse(changed);
    }

    private static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            throw new UsageException(refused);
        }
    }
}
