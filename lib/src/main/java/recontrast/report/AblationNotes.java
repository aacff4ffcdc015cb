package recontrast.report;

import recontrast.RunResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader of an ablation table must know about the runs in it. */
final class AblationNotes {

    private static final int NAMED = 4;

    private AblationNotes() { }

    static List<String> of(Collection<RunResult> runs, List<RunGroup> groups) {
        List<String> notes = new ArrayList<>();
        groups.stream().findFirst().ifPresent(group -> notes.add(over(groups)));
        List<RunResult> unfinished = runs.stream().filter(run -> !run.finished()).toList();
        if (!unfinished.isEmpty()) {
            notes.add("Left out, unfinished: " + named(unfinished) + ".");
        }
        if (groups.stream().map(RunGroup::categories).distinct().count() > 1) {
            notes.add("Not every configuration has every category: compare category by category.");
        }
        groups.stream().filter(group -> !balanced(group)).forEach(group -> notes.add(
                group.label() + ": not every seed has every category, so the deviation mixes both."));
        return notes;
    }

    private static String over(List<RunGroup> groups) {
        String categories = groups.stream().flatMap(group -> group.categories().stream()).distinct().sorted()
                .collect(Collectors.joining(", "));
        long seeds = groups.stream().mapToLong(group -> group.seeds().size()).max().orElse(0);
        return "Over " + categories + (seeds > 1
                ? "; mean and standard deviation of up to " + seeds + " seeds." : "; one seed, so no deviations.");
    }

    private static String named(List<RunResult> runs) {
        String names = runs.stream().limit(NAMED)
                .map(run -> run.spec() + " (" + run.history().iterations() + " of "
                        + run.spec().plan().iterations() + ")")
                .collect(Collectors.joining("; "));
        return runs.size() > NAMED ? names + " and " + (runs.size() - NAMED) + " more" : names;
    }

    private static boolean balanced(RunGroup group) {
        return group.seeds().values().stream()
                .map(runs -> runs.stream().map(run -> run.spec().category()).distinct().count())
                .distinct().count() == 1;
    }
}
