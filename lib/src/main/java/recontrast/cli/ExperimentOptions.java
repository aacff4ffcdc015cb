package recontrast.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.data.Category;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;
import recontrast.training.Variant;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What to train on what, alike in every command that is told the configurations. */
final class ExperimentOptions {

    @Mixin
    private DataOptions data;

    @Option(names = "--config", split = ",", paramLabel = "NAME|all", defaultValue = "Ours",
            completionCandidates = Configs.class,
            description = "${COMPLETION-CANDIDATES}, several with commas, or all of the ablation"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> configs;

    @Option(names = "--variant", paramLabel = "NAME", defaultValue = "standard",
            description = "standard, stable (appendix E), or unified: one model of all categories, or of the one that"
                    + " is named (default: ${DEFAULT-VALUE}).")
    private String variant;

    @Option(names = "--held-out", paramLabel = "N",
            description = "Good images held out of training, by which the threshold of recontrast score is set (default:"
                    + " those that the data set has for validation, if any).")
    private Optional<Integer> heldOut;

    @Option(names = "--choice", paramLabel = "last|held-out",
            description = "Which of the models that a training passes through is kept, one an evaluation: the last, or the"
                    + " one that half of the images held out choose; the other half sets the threshold (default: last).")
    private Optional<String> choice;

    @Option(names = "--set", paramLabel = "SETTING=VALUE",
            description = "Another value of anything that a sweep can vary, by its name: --set alpha=0.5. Not"
                    + " beside an option that says the same.")
    private List<String> assignments = new ArrayList<>();

    @Mixin
    private TrainingOptions training;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What can be named. */
    private static final class Configs implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return MethodFamily.everyNamed().stream().map(Method::name).iterator();
        }
    }

    /** The configurations to train, in the order they were named. */
    List<Method> configs() {
        return TrainingOptions.valid(() -> configs.stream()
                .flatMap(name -> name.equalsIgnoreCase("all")
                        ? Config.LADDER.stream() : Stream.of(MethodFamily.method(name)))
                .distinct()
                .toList());
    }

    /**
     * One experiment for each category and seed.
     *
     * @throws UsageException if a value cannot be
     */
    List<Experiment> experiments() {
        Map<Setting, Object> settings = TrainingOptions.valid(this::settings);
        return training.experiments(this::categories, experiment -> experiment.variant(variant)).stream()
                .map(experiment -> TrainingOptions.valid(() ->
                        heldOut.map(experiment::holdingOut).orElse(experiment).with(settings)))
                .toList();
    }

    private Map<Setting, Object> settings() {
        Map<Setting, Object> settings = new LinkedHashMap<>();
        choice.ifPresent(model -> settings.put(Setting.CHOICE, model));
        for (String assignment : assignments) {
            String[] sides = assignment.split("=", 2);
            if (sides.length < 2) {
                throw new IllegalArgumentException("expected SETTING=VALUE for --set; found " + assignment);
            }
            Setting setting = Setting.named(sides[0]);
            Stream<String> given = options(setting).stream()
                    .filter(command.commandLine().getParseResult()::hasMatchedOption);
            Stream<String> set = settings.containsKey(setting) ? Stream.of("another --set") : Stream.empty();
            Stream.concat(given, set).findFirst().ifPresent(other -> {
                throw new IllegalArgumentException("expected one value of " + setting + "; found --set " + assignment
                        + " beside " + other + ": give it once");
            });
            settings.put(setting, value(sides[1]));
        }
        return settings;
    }

    /** The options that say the same as {@code --set} of this setting; not every setting has one. */
    static List<String> options(Setting setting) {
        return switch (setting) {
            case ENCODER -> List.of("--backbone", "--weights");
            case ENCODER_LEARNING_RATE -> List.of("--encoder-lr");
            default -> List.of("--" + setting.toString().replace(' ', '-'));
        };
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
