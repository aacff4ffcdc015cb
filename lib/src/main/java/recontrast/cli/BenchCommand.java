package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.bench.AuproBench;
import recontrast.bench.Timing;
import recontrast.bench.TrainingBench;
import recontrast.report.TimingTable;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code recontrast bench}: how long the parts of a training take on this machine. */
@Command(name = "bench", description = {
        "Times a training step of each configuration, its update, the forward pass, the evaluation of the test set with",
        "all metrics, decoding, and exact AUPRO. Nothing is kept; a quiet machine gives steady figures."})
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "9",
            description = "Steps that are counted, after two that are not (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (runs < 1) {
            throw new UsageException("expected --runs of 1 or above; found " + runs);
        }
        List<Experiment> experiments = options.experiments();
        new Announcement(experiments).lines().forEach(out()::println);
        TimingTable table = new TimingTable();
        Experiment experiment = experiments.get(0);
        for (Config config : options.configs()) {
            try (TrainingBench bench = new TrainingBench(experiment, config)) {
                List<Timing> step = bench.step(runs);
                table.add(config + ", training step", step.get(0)).add(config + ", its update", step.get(1))
                        .add(config + ", forward pass, an image", bench.forward(runs));
                if (!experiment.category().test().isEmpty()) {
                    table.add(config + ", evaluation with all metrics", bench.evaluation(Math.min(runs, 3)));
                }
            }
        }
        try (TrainingBench bench = new TrainingBench(experiment, Config.A)) {
            table.add("decoding and resizing, an image", bench.decoding(3));
        }
        table.add("exact AUPRO of 100 images of 256 px", AuproBench.exact(3));
        out().println();
        out().println(table.text());
        return Main.DONE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
