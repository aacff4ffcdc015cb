package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.Experiment;
import recontrast.Study;
import recontrast.detector.Method;
import recontrast.report.live.TerminalProgress;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.Effects;
import recontrast.run.RecordedRuns;
import recontrast.run.RunResult;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** {@code recontrast run}: trains configurations and prints their rows of the ablation table. */
@Command(name = "run", description = {
        "Trains configurations and prints their ablation table.",
        "Runs that were finished before are used again; stopped ones go on where they were."})
final class RunCommand extends Subcommand {

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--record", paramLabel = "FILE",
            description = "Also add the runs, without their models, to this .json.gz file.")
    private Optional<Path> record;

    @Override
    public Integer call() {
        try {
            return interruptibly(this::train);
        } catch (CancellationException interruptedBeforeTraining) {
            return interrupted("interrupted before training began");
        }
    }

    private int train() {
        List<Method> configs = options.configs();
        List<Experiment> experiments = options.experiments();
        new Announcement(experiments, configs).lines().forEach(out()::println);
        List<RunResult> runs = new Study(experiments).train(configs, TerminalProgress.onStandardError());
        return conclude(runs, experiments.size() * configs.size());
    }

    private int conclude(List<RunResult> results, int asked) {
        List<RunResult> finished = results.stream().filter(RunResult::finished).toList();
        if (!finished.isEmpty()) {
            record.ifPresent(file -> RecordedRuns.add(finished, file));
            out().println();
            out().println(AblationTable.of(finished).text());
            Effects effects = Effects.of(finished);
            if (!effects.all().isEmpty()) {
                out().println(effects.sheet().text());
            }
            out().println(finished.size() > 1 ? "recontrast runs lists the ids of these runs, for score and export."
                    : "recontrast score --run " + finished.get(0).spec().id() + " IMAGES... scores images by this run.");
        }
        return finished.size() == asked ? Main.DONE : interrupted(results, asked);
    }
}
