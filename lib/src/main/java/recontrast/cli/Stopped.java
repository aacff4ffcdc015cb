package recontrast.cli;

import recontrast.RunResult;

import java.util.List;

/**
 * A command that was interrupted while training.
 *
 * @param runs that were begun
 * @param asked how many runs it was to make
 */
record Stopped(List<RunResult> runs, int asked) {

    /** How far it came, and how to go on. */
    String line() {
        long finished = runs.stream().filter(RunResult::finished).count();
        return "interrupted with " + finished + " of " + asked + " runs finished"
                + runs.stream().filter(run -> !run.finished()).map(Stopped::place).findFirst().orElse("")
                + ": the same command goes on from there";
    }

    private static String place(RunResult stopped) {
        return ", %s at iteration %d of %d".formatted(
                stopped.spec(), stopped.history().iterations(), stopped.spec().plan().iterations());
    }
}
