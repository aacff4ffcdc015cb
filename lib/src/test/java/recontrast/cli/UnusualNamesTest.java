package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Study;
import recontrast.run.RunStore;

import java.nio.file.Path;
import java.util.List;

/** Names that would command a terminal, end a line or open a column are shown, not obeyed. */
class UnusualNamesTest {

    private static final String NAME = "re\u001b[31md\ttab\nline";
    private static final String SHOWN = "re\u241b[31md\u2409tab\u240aline";

    @TempDir
    private Path folder;

    private static void assertTame(List<String> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
    }

    private static CommandLineResult tame(String... arguments) {
        CommandLineResult result = CommandLineResult.of(arguments);
        assertTame(result.err());
        return result;
    }

    @Test
    void areShownInWhatCommandsPrint() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "no such names there");
        String parts = CategoryOnDisk.at(folder.resolve(NAME), 4).image("test/hole/" + NAME + ".png", 64)
                .image("ground_truth/hole/" + NAME + "_mask.png", 64).root().toString();
        String results = folder.resolve("results").toString();

        CommandLineResult prepared = tame("prepare", "--check", "--data", parts);
        assertTame(prepared.out());
        assertThat(prepared.text()).contains("checked  " + SHOWN + ": 7 images");

        CommandLineResult trained = tame("run", "--data", parts, "--config", "B", "--size", "64", "--batch", "2",
                "--iterations", "2", "--results", results);
        assertTame(trained.out());
        assertThat(trained.text()).contains("data     " + SHOWN + " " + SHOWN + ": 4 good images");
        assertTame(Study.of(parts, NAME).toString().lines().toList());

        String run = RunStore.in(Path.of(results)).all().get(0).spec().id();
        CommandLineResult scored = tame("score", "--run", run, "--results", results, parts + "/test");
        assertThat(scored.err()).singleElement().asString().startsWith("B on " + SHOWN + ", seed 0: 3 images");
        assertThat(scored.out()).hasSize(3).allMatch(line -> line.matches("[\\d.]+\\t\\P{Cntrl}+"))
                .anyMatch(line -> line.endsWith("hole/" + SHOWN + ".png"));

        assertThat(tame("score", "--run", run, "--results", results, folder.resolve(NAME + "x").toString()).err())
                .singleElement().asString().endsWith("linex; found neither");
    }
}
