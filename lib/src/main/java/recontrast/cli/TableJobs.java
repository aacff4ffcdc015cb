package recontrast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.RunSpec;
import recontrast.Setting;
import recontrast.Trial;
import recontrast.report.reproduction.ReproductionPlan;
import recontrast.training.Variant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A table as jobs for a scheduler: one command trains one run, and one makes the table of them.
 *
 * @param asked the command line that asks for the table
 * @param number of the table
 * @param results folder of the runs
 */
record TableJobs(ParseResult asked, String number, Path results) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String CATEGORY = "--category";
    private static final String WEIGHTS = "--weights";
    private static final String RESULTS = "--results"; // may be the environment's, which a job need not have
    private static final Set<String> OF_ONE_RUN =
            Set.of(CATEGORY, "--config", "--seed", "--backbone", WEIGHTS, RESULTS);

    /** What the file holds; commands are words after {@code recontrast}, to be started in the folder. */
    private record Document(String table, String folder, List<String> command, List<Job> runs) { }

    private record Job(
            String id, String configuration, String category, long seed, boolean finished, List<String> command) { }

    /** Writes them to a file, whose folder is made where it is missing. */
    void write(ReproductionPlan plan, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document(plan));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write --plan " + file + " (" + e.getClass().getSimpleName()
                    + "): is there space, and may this user write there?", e);
        }
    }

    private Document document(ReproductionPlan plan) {
        List<String> command = Stream.of(
                Stream.of("table", number), words(this::isOfTheTable), Stream.of(RESULTS, folder(results)))
                .flatMap(words -> words).toList();
        return new Document(number, folder(Path.of("")), command, plan.trials().stream().map(this::job).toList());
    }

    private Job job(Trial trial) {
        RunSpec spec = trial.spec();
        return new Job(spec.id(), spec.config().name(), spec.category(), spec.seed(),
                trial.find().filter(RunResult::finished).isPresent(), command(trial.experiment(), spec));
    }

    /** The options of the table that {@code run} has too, and what is this run's own. */
    private List<String> command(Experiment experiment, RunSpec spec) {
        return Stream.of(
                Stream.of("run"),
                words(this::isOfEveryRun),
                category(experiment),
                Stream.of("--config", spec.config().name(), "--seed", String.valueOf(spec.seed()),
                        "--variant", spec.plan().variant().name(), "--set", Setting.ALPHA + "=" + spec.plan().alpha(),
                        "--backbone", spec.backbone()),
                weights(experiment),
                Stream.of(RESULTS, folder(results)))
                .flatMap(words -> words).toList();
    }

    /** One model of all categories is of those that were asked for. */
    private Stream<String> category(Experiment experiment) {
        return experiment.plan().variant().equals(Variant.UNIFIED) ? words(CATEGORY::equals)
                : Stream.of(CATEGORY, experiment.category().name());
    }

    /** By their name where another backbone has the like, as in an ensemble. */
    private Stream<String> weights(Experiment experiment) {
        return experiment.weights().of(experiment.backbone()).isPresent()
                ? Stream.of(WEIGHTS, experiment.weights().id()) : words(WEIGHTS::equals);
    }

    private boolean isOfTheTable(String option) {
        return !Set.of("--plan", RESULTS).contains(option);
    }

    private boolean isOfEveryRun(String option) {
        CommandLine run = asked.commandSpec().parent().subcommands().get("run");
        return run.getCommandSpec().optionsMap().containsKey(option) && !OF_ONE_RUN.contains(option);
    }

    private Stream<String> words(Predicate<String> wanted) {
        return asked.matchedOptions().stream().distinct()
                .filter(option -> wanted.test(option.longestName()))
                .flatMap(TableJobs::words);
    }

    private static Stream<String> words(OptionSpec option) {
        return option.arity().max() == 0 ? Stream.of(option.longestName())
                : option.originalStringValues().stream().flatMap(value -> Stream.of(option.longestName(), value));
    }

    private static String folder(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
