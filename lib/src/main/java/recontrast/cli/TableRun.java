package recontrast.cli;

import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.Trial;
import recontrast.report.live.TerminalProgress;
import recontrast.report.reproduction.Reproduction;
import recontrast.report.reproduction.ReproductionPlan;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * A table of the paper being made again.
 *
 * @param plan the runs it needs
 * @param experiments they are made in, all that was asked for
 */
record TableRun(ReproductionPlan plan, List<Experiment> experiments) {

    /** Says what there is and what is missing. */
    void announce(PrintWriter out) {
        new Announcement(experiments).lines().forEach(out::println);
        out.println();
        out.println(plan.needed().text());
        out.println();
    }

    /**
     * Trains what is missing.
     *
     * @return empty if this thread was interrupted, which {@code err} is told
     */
    Optional<Reproduction> train(PrintWriter err) {
        List<Trial> trials = plan.trials();
        List<RunResult> runs = Trial.train(trials, TerminalProgress.onStandardError());
        if (runs.stream().filter(RunResult::finished).count() < trials.size()) {
            err.println("recontrast: " + new Stopped(runs, trials.size()).line());
            return Optional.empty();
        }
        return Optional.of(plan.read(runs));
    }
}
