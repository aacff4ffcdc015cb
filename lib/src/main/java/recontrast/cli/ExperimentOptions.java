package recontrast.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.data.Category;
import recontrast.training.Variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--set", paramLabel = "SETTING=VALUE",
            description = "Another value of anything that a sweep can vary, by its name: --set alpha=0.5.")
    private Map<String, String> settings = new LinkedHashMap<>();

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
        return training.experiments(this::categories, experiment -> experiment.variant(variant)).stream()
                .map(experiment -> TrainingOptions.valid(() -> set(experiment)))
                .toList();
    }

    private Experiment set(Experiment experiment) {
        Experiment set = experiment;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set = Setting.named(setting.getKey()).of(set, value(setting.getValue()));
        }
        return set;
    }

    private static Object value(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException words) {
            return text;
        }
    }

    private List<Category> categories() {
        return variant.equalsIgnoreCase(Variant.UNIFIED.name())
                ? List.of(Category.joined(data.everyCategory())) : data.categories();
    }
}
