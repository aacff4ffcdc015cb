package recontrast.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RunsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void listsAndDeletes() throws IOException {
        String parts = CategoryOnDisk.at(folder.resolve("parts"), 4).root().toString();
        String results = folder.resolve("results").toString();
        CommandLineResult.of("run", "--data", parts, "--config", "A,B", "--size", "64", "--batch", "2", "--iterations", "2",
                "--results", results);
        List<RunResult> runs = RunStore.in(Path.of(results)).all();

        CommandLineResult list = CommandLineResult.of("runs", "--results", results);
        assertThat(list.code()).isZero();
        assertThat(list.out()).hasSize(3);
        for (RunResult run : runs) {
            assertThat(list.out()).anyMatch(line -> line.startsWith(run.spec().id()) && line.contains("finished")
                    && line.endsWith(run.spec() + ", 64 px, 2 iterations, efficientnet_lite0") && line.matches(".* \\d+\\.\\d MB .*"));
        }
        assertThat(list.err()).singleElement().asString().startsWith("2 runs, ");

        assertThat(CommandLineResult.of("runs", "--delete", "nonsense", "--results", results).err()).singleElement()
                .asString().contains("expected the id of one run in");
        assertThat(CommandLineResult.of("runs", "--delete", "stopped", "--results", results).err()).singleElement()
                .asString().startsWith("0 runs deleted");
        RunResult first = runs.get(0);
        CommandLineResult one = CommandLineResult.of(
                "runs", "--delete", first.spec().id().substring(0, 8), "--results", results);
        assertThat(one.out()).containsExactly("deleted " + first.spec().id() + ": " + first.spec());
        assertThat(RunStore.in(Path.of(results)).all()).containsExactly(runs.get(1));
        CommandLineResult.of("runs", "--delete", "all", "--results", results);
        assertThat(Files.list(Path.of(results, "runs"))).isEmpty();
    }

    @Test
    void neverClaimsToHaveDeletedASharedRun() throws IOException {
        String parts = CategoryOnDisk.at(folder.resolve("parts"), 4).root().toString();
        Path shared = folder.resolve("shared");
        String own = folder.resolve("own").toString();
        CommandLineResult.of("run", "--data", parts, "--config", "A", "--size", "64", "--batch", "2", "--iterations", "2",
                "--results", shared.toString());
        RunResult theirs = RunStore.in(shared).all().get(0);
        System.setProperty("recontrast.shared.results", shared.toString());
        try {
            assertThat(CommandLineResult.of("runs", "--results", own).out()).last().asString().endsWith(" (shared)");
            CommandLineResult refused = CommandLineResult.of("runs", "--delete", theirs.spec().id(), "--results", own);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).singleElement().asString().contains("expected a run of " + own, "found "
                    + RunStore.in(shared).place(theirs.spec()) + ", which is shared and only read: name another");
            assertThat(CommandLineResult.of("runs", "--delete", "all", "--results", own).err()).singleElement()
                    .asString().startsWith("0 runs deleted");
        } finally {
            System.clearProperty("recontrast.shared.results");
        }
        assertThat(RunStore.in(shared).all()).containsExactly(theirs);
    }

    @Test
    void aSharedFolderThatIsNotThereIsRefused() {
        System.setProperty("recontrast.shared.results", folder.resolve("typo").toString());
        try {
            assertThat(CommandLineResult.of("runs", "--results", folder.toString()).err()).singleElement().asString()
                    .contains("found no folder " + folder.resolve("typo") + ": mount it, name another, or unset the variable");
        } finally {
            System.clearProperty("recontrast.shared.results");
        }
    }
}
