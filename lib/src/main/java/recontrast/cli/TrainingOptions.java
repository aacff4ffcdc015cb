package recontrast.cli;

import ai.djl.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.ImageSize;
import recontrast.model.Backbone;
import recontrast.model.Precision;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How to train, alike in every command that trains. */
final class TrainingOptions {

    private static final int OVERLAPS = 8; // that make a tile

    @Option(names = "--backbone", paramLabel = "NAME", defaultValue = "efficientnet_lite0",
            completionCandidates = Backbones.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String backbone;

    @Option(names = "--weights", paramLabel = "embedded|imagenet|untrained|FILE",
            description = "What the encoder knows beforehand: imagenet is torchvision's weights, downloaded once (see"
                    + " recontrast weights); FILE is a .pth or .safetensors file (default: embedded for the embedded"
                    + " backbone, imagenet for any other).")
    private Optional<String> weights;

    @Mixin
    private CacheOptions cache;

    @Option(names = "--size", paramLabel = "PIXELS",
            description = "Side of the images, or height x width as in 640x256, multiples of 32 (default: 96 on embedded"
                    + " data, else 256).")
    private Optional<String> size;

    @Option(names = "--tile", paramLabel = "PIXELS",
            description = "See large images in square tiles of this side, a multiple of 32, instead of shrinking them: each"
                    + " of its own size or, with --size, of that size, which then need be no multiple of 32.")
    private Optional<Integer> tile;

    @Option(names = "--overlap", paramLabel = "PIXELS",
            description = "By how much neighbouring tiles overlap (default: an eighth of a tile).")
    private Optional<Integer> overlap;

    @Option(names = "--batch", paramLabel = "N",
            description = "Images a step (default: 8 on embedded data, else the paper's: 16, medical 32).")
    private Optional<Integer> batch;

    @Option(names = "--iterations", paramLabel = "N",
            description = "Training steps (default: 300 on embedded data, else the paper's: 1000 to 3000).")
    private Optional<Integer> iterations;

    @Option(names = "--eval-every", paramLabel = "N",
            description = "Steps between two evaluations (default: 60 on embedded data, else 250).")
    private Optional<Integer> evalEvery;

    @Option(names = "--encoder-lr", paramLabel = "RATE",
            description = "Learning rate of the encoder (default: 1e-3 on embedded data, else 1e-5).")
    private Optional<Double> encoderLearningRate;

    @Option(names = "--precision", paramLabel = "full|bfloat16",
            description = "What training steps compute in; all else is in full. bfloat16 is for processors with AMX and"
                    + " for GPUs, makes other figures and other runs (default: full).")
    private Optional<String> precision;

    @Option(names = "--seed", split = ",", paramLabel = "N", defaultValue = "0",
            description = "Of initial values and order, several with commas (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    /** What can be named. */
    private static final class Backbones implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Backbone.ALL.stream().map(Backbone::name).iterator();
        }
    }

    /** The folder of the runs. */
    Path folder() {
        return results.folder();
    }

    /**
     * One experiment for each category and seed, under a protocol in which the options given have the last word.
     *
     * @param chosen the categories, looked at once the folder and the encoder are known to be there
     * @param protocol what it makes of an experiment
     * @throws UsageException if a value cannot be
     */
    List<Experiment> experiments(Supplier<List<Category>> chosen, UnaryOperator<Experiment> protocol) {
        Path folder = results.writable();
        Backbone chosenBackbone = valid(() -> Backbone.named(backbone));
        Weights chosenWeights = valid(() -> weights(chosenBackbone));
        List<Category> categories = chosen.get();
        Device where = valid(device::device);
        return categories.stream()
                .map(category -> valid(() -> sized(protocol.apply(Experiment.on(category)).plan(this::changed))))
                .map(experiment -> experiment.with(chosenBackbone, chosenWeights).device(where).results(folder))
                .flatMap(experiment -> seeds.stream().distinct().map(experiment::seed))
                .toList();
    }

    private Weights weights(Backbone of) {
        return weights.map(name -> Weights.named(name, of, cache.cache()))
                .orElseGet(() -> Weights.standard(of, cache.cache()));
    }

    private Experiment sized(Experiment experiment) {
        Experiment tiled = tiled(experiment);
        return size.map(ImageSize::parse).map(tiled::size).orElse(tiled);
    }

    private Experiment tiled(Experiment experiment) {
        if (tile.isEmpty() && overlap.isPresent()) {
            throw new IllegalArgumentException("expected --tile beside --overlap; found --overlap " + overlap.get()
                    + " alone: give the side of a tile too");
        }
        return tile.map(side -> experiment.withTiles(side, overlap.orElse(side / OVERLAPS))).orElse(experiment);
    }

    private TrainingPlan changed(TrainingPlan plan) {
        TrainingPlan changed = iterations.map(plan::withIterations).orElse(plan);
        changed = batch.map(changed::withBatch).orElse(changed);
        changed = evalEvery.map(changed::withEvaluateEvery).orElse(changed);
        changed = encoderLearningRate.map(changed::withEncoderLearningRate).orElse(changed);
        return precision.map(Precision::named).map(changed::withPrecision).orElse(changed);
    }

    /** The value; what is wrong with it is wrong with the command line. */
    static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            throw new UsageException(refused);
        }
    }
}
