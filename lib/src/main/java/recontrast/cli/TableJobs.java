package recontrast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;
import recontrast.report.reproduction.PaperExperiment;
import recontrast.report.reproduction.ReproductionPlan.NeededRun;
import recontrast.report.reproduction.ReproductionPlan;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
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
    private static final String RESULTS = "--results"; // may be the environment's, which a job need not have
    private static final Set<String> OF_ONE_RUN = Set.of("--category", "--config", "--seed", RESULTS);

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
        return new Document(number, folder(Path.of("")), command, plan.runs().stream().map(this::job).toList());
    }

    private Job job(NeededRun run) {
        RunSpec spec = run.trial().spec();
        return new Job(spec.id(), spec.config().name(), spec.category(), spec.seed(),
                run.trial().find().filter(RunResult::finished).isPresent(), command(run, spec));
    }

    /** The options of the table that {@code run} has too, and what is this run's own. */
    private List<String> command(NeededRun run, RunSpec spec) {
        return Stream.of(
                Stream.of("run"),
                words(option -> isOfEveryRun(option) && !isSet(option, run)),
                trainedOn(spec),
                Stream.of("--config", spec.config().name(), "--seed", String.valueOf(spec.seed())),
                run.settings().entrySet().stream()
                        .flatMap(set -> Stream.of("--set", set.getKey() + "=" + set.getValue())),
                Stream.of(RESULTS, folder(results)))
                .flatMap(words -> words).toList();
    }

    /** One category, or the one model of all those that were asked for. */
    private Stream<String> trainedOn(RunSpec spec) {
        Variant variant = PaperExperiment.number(number).variant();
        return Stream.concat(Stream.of("--variant", variant.name()), variant.equals(Variant.UNIFIED)
                ? words("--category"::equals) : Stream.of("--category", spec.category()));
    }

    private boolean isOfTheTable(String option) {
        return !Set.of("--plan", RESULTS).contains(option);
    }

    private boolean isOfEveryRun(String option) {
        CommandLine run = asked.commandSpec().parent().subcommands().get("run");
        return run.getCommandSpec().optionsMap().containsKey(option) && !OF_ONE_RUN.contains(option);
    }

    private static boolean isSet(String option, NeededRun run) {
        return run.settings().keySet().stream().map(ExperimentOptions::options).anyMatch(says -> says.contains(option));
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
