package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.detector.Method;
import recontrast.bench.AuproBench;
import recontrast.bench.MachineBench;
import recontrast.bench.PeakMemory;
import recontrast.bench.ScoringBench;
import recontrast.bench.Timing;
import recontrast.bench.TrainingBench;
import recontrast.report.tables.StepCost;
import recontrast.report.tables.TimingTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code recontrast bench}: how long the parts of a training take on this machine. */
@Command(name = "bench", description = {
        "Times the parts of training and evaluation.",
        "A training step of each configuration, its update, the forward pass, the scoring of one picture and of sixteen as",
        "a service waits for it, the evaluation of the test set with all metrics, decoding and AUPRO, and how much memory",
        "the steps took; with --part levers each saving on and off, with --part machine what the processor can do at most.",
        "Nothing is kept; a quiet machine gives steady figures."})
final class BenchCommand extends Subcommand {

    private static final int SLOW_RUNS = 3;

    /** What can be timed. */
    private enum Part {
        STEP, FORWARD, SCORING, EVALUATION, DECODING, AUPRO, LEVERS, MACHINE;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "9",
            description = "Steps that are counted, after two that are not (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--part", split = ",", paramLabel = "PART",
            defaultValue = "step,forward,scoring,evaluation,decoding,aupro",
            description = "What to time, several with commas: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Set<Part> parts;

    @Mixin
    private CsvOption csv;

    private final TimingTable table = new TimingTable();
    private final List<String> remarks = new ArrayList<>();

    @Override
    public Integer call() {
        if (runs < 1) {
            throw new UsageException("expected --runs of 1 or above; found " + runs);
        }
        List<Experiment> experiments = options.experiments();
        new Announcement(experiments, List.of()).lines().forEach(out()::println);
        Experiment experiment = experiments.get(0);
        options.configs().forEach(method -> time(experiment, trained(method)));
        timeTheRest(experiment);
        out().println();
        out().println(table.text());
        remarks.forEach(out()::println);
        csv.write(table.table());
        return Main.DONE;
    }

    private static Config trained(Method method) {
        if (method instanceof Config config) {
            return config;
        }
        throw new UsageException("expected a configuration of the ablation to time; found " + method.name());
    }

    private void time(Experiment experiment, Config config) {
        try (TrainingBench bench = new TrainingBench(experiment, config)) {
            if (parts.contains(Part.STEP)) {
                List<Timing> step = bench.step(runs);
                table.add(config + ", training step", step.get(0)).add(config + ", its update", step.get(1));
                StepCost cost = new StepCost(config, experiment);
                remarks.addAll(List.of(cost.speed(step.get(0)), cost.memory(PeakMemory.bytes())));
            }
            if (parts.contains(Part.FORWARD)) {
                table.add(config + ", forward pass, an image", bench.forward(runs));
            }
            if (parts.contains(Part.EVALUATION) && !experiment.category().test().isEmpty()) {
                table.add(config + ", evaluation with all metrics", bench.evaluation(Math.min(runs, SLOW_RUNS)));
            }
            if (parts.contains(Part.LEVERS)) {
                bench.levers(runs).forEach((what, timing) -> table.add(config + ", " + what, timing));
            }
        }
        if (parts.contains(Part.SCORING)) {
            timeScoring(experiment, config);
        }
    }

    private void timeScoring(Experiment experiment, Config config) {
        try (ScoringBench bench = new ScoringBench(experiment, config)) {
            table.add(config + ", a picture scored", bench.one(runs))
                    .add(config + ", " + ScoringBench.TOGETHER + " pictures scored together", bench.together(runs));
        }
    }

    private void timeTheRest(Experiment experiment) {
        if (parts.contains(Part.DECODING)) {
            table.add("decoding and resizing, an image", TrainingBench.decoding(experiment, SLOW_RUNS));
        }
        if (parts.contains(Part.AUPRO)) {
            table.add("exact AUPRO of 100 images of 256 px", AuproBench.exact(SLOW_RUNS))
                    .add("published AUPRO of the same", AuproBench.published(SLOW_RUNS));
        }
        if (parts.contains(Part.MACHINE)) {
            new MachineBench(experiment).timings(runs).forEach(table::add);
        }
    }
}
