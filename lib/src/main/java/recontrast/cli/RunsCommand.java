package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.report.RunSentences;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code recontrast runs}: what was trained, and what it takes on disk. */
@Command(name = "runs", description = {
        "Lists the runs that are kept, latest last, or deletes some.",
        "Runs of RECONTRAST_SHARED_RESULTS are listed too, and never deleted."})
final class RunsCommand extends Subcommand {

    private static final String ROW = "%-16s  %-10s  %9s  %8s  %s";

    @Option(names = "--delete", split = ",", paramLabel = "ID|stopped|all",
            description = "Delete these, by their id or the start of it; those that were stopped; or all.")
    private List<String> delete = List.of();

    @Mixin
    private ResultsOption results;

    @Override
    public Integer call() {
        RunStore store = RunStore.in(results.folder());
        List<RunResult> runs = store.all(why -> remark("passed over: " + why)).stream()
                .sorted(Comparator.comparing(run -> run.provenance().started())).toList();
        if (delete.isEmpty()) {
            list(store, runs);
        } else {
            delete(store, delete.stream().flatMap(name -> named(name, store, runs)).distinct().toList());
        }
        return Main.DONE;
    }

    private void list(RunStore store, List<RunResult> runs) {
        out().println(ROW.formatted("id", "started", "state", "on disk", "run"));
        for (RunResult run : runs) {
            String state = run.finished() ? "finished"
                    : run.history().iterations() + "/" + run.spec().plan().iterations();
            out().println(ROW.formatted(run.spec().id(), RunSentences.date(run), state, megabytes(store.size(run.spec())),
                    run.spec() + settings(run) + (store.owns(run.spec()) ? "" : " (shared)")));
        }
        long all = runs.stream().filter(run -> store.owns(run.spec())).mapToLong(run -> store.size(run.spec())).sum();
        long shared = runs.stream().filter(run -> !store.owns(run.spec())).count();
        err().println(counted(runs.size() - shared) + ", " + megabytes(all) + " in " + store.path()
                + (shared > 0 ? "; " + shared + " shared" : ""));
    }

    /** What tells runs of one configuration, category and seed apart at a glance. */
    private static String settings(RunResult run) {
        return ", " + run.spec().resolution().inWords() + ", " + run.spec().plan().iterations() + " iterations, "
                + run.spec().backbone();
    }

    private static Stream<RunResult> named(String name, RunStore store, List<RunResult> runs) {
        Stream<RunResult> own = runs.stream().filter(run -> store.owns(run.spec()));
        return switch (name) {
            case "all" -> own;
            case "stopped" -> own.filter(run -> !run.finished());
            default -> Stream.of(own(store.named(name), store));
        };
    }

    private static RunResult own(RunResult run, RunStore store) {
        if (!store.owns(run.spec())) {
            throw new IllegalArgumentException("expected a run of " + store.path() + " to delete; found "
                    + store.place(run.spec()) + ", which is shared and only read: name another");
        }
        return run;
    }

    private void delete(RunStore store, List<RunResult> runs) {
        long freed = 0;
        for (RunResult run : runs) {
            long size = store.size(run.spec());
            store.delete(run.spec());
            freed += size;
            out().println("deleted " + run.spec().id() + ": " + run.spec());
        }
        err().println(counted(runs.size()) + " deleted, " + megabytes(freed) + " freed");
    }

    private static String counted(long runs) {
        return runs == 1 ? "1 run" : runs + " runs";
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
