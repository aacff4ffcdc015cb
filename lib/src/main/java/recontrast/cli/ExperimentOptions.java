package recontrast.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.training.Variant;

import java.util.List;
import java.util.stream.Stream;

/** What to train on what, alike in every command that is told the configurations. */
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
    private TrainingOptions training;

    /** The configurations to train, in the order they were named. */
    List<Config> configs() {
        return TrainingOptions.valid(() -> configs.stream()
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
        return training.experiments(this::categories, experiment -> experiment.variant(variant));
    }

    private List<Category> categories() {
        return variant.equalsIgnoreCase(Variant.UNIFIED.name())
                ? List.of(Category.joined(data.everyCategory())) : data.categories();
    }
}
