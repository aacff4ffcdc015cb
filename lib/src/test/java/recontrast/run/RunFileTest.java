package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.report.HandMadeRuns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class RunFileTest {

    private static final RunResult RUN = HandMadeRuns.finished(Config.OURS, "tile", 0, 0.75, 0.875);

    @TempDir
    private Path results;
    private RunStore store;
    private Path file;

    @BeforeEach
    void saveOneRun() throws IOException {
        store = RunStore.in(results);
        file = Files.createDirectories(store.folder(RUN.spec())).resolve("run.json");
        store.save(RUN);
    }

    private String text() throws IOException {
        return Files.readString(file);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> store.find(RUN.spec())).isInstanceOf(IllegalStateException.class).message()
                .hasLineCount(1)
                .startsWith("expected a run written by this version in " + file + "; found ")
                .endsWith(": delete " + file.getParent() + " to train again")
                .satisfies(line -> assertThat(List.of(parts)).allMatch(line::contains));
        List<String> passedOver = new ArrayList<>();
        assertThat(store.all(passedOver::add)).isEmpty();
        assertThat(passedOver).singleElement().asString().hasLineCount(1).contains(file.toString());
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        assertThat(store.find(RUN.spec())).contains(RUN);
        assertThat(store.all()).containsExactly(RUN);
        assertThat(text()).startsWith("{%n  \"format\" : 2,%n  \"spec\" : {".formatted())
                .containsPattern("\"sha256\" : \"[0-9a-f]{64}\"\\s*}\\s*$");
    }

    /** As versions before wrote it. */
    @Test
    void readsARunWithoutADigest() throws IOException {
        Files.writeString(file, unsealed());
        assertThat(store.find(RUN.spec())).contains(RUN);
    }

    /** As the last version wrote it that knew no number: the run that is asked for today, with the figures of then. */
    @Test
    void readsARunOfTheFormatBeforeTheNumber() throws IOException {
        Experiment experiment = Experiment.on(FewImages.washers(6)).size(64).results(results).holdingOut(2)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(1));
        Path folder = Files.createDirectories(results.resolve("runs/95ae19ec757c8432"));
        try (InputStream old = getClass().getResourceAsStream("/runs/95ae19ec757c8432/run.json")) {
            Files.copy(old, folder.resolve("run.json"));
        }
        RunResult run = experiment.find(Config.OURS).orElseThrow();
        assertThat(run.finished()).isTrue();
        assertThat(run.history().losses()).containsExactly(2.956685f, 2.665001f);
        assertThat(run.last().orElseThrow().metrics().imageAuroc()).isEqualTo(0.4444444444444444);
        assertThat(run.calibration().orElseThrow().scores()).containsExactly(6.0401082038879395, 6.094359397888184);
    }

    /** Whatever else it holds, and however it is sealed. */
    @Test
    void refusesANewerFormat() throws IOException {
        Files.writeString(file, text().replace("\"format\" : 2", "\"format\" : 3").replace("\"seed\"", "\"seeds\""));
        assertThatThrownBy(() -> store.find(RUN.spec())).isInstanceOf(IllegalStateException.class)
                .hasMessage("expected a run of format 2 at most in " + file
                        + "; found format 3, written by version test: update the kit");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"0.875, 0.975", "0.75, 0.85", "\"seconds\" : 10.0, \"seconds\" : 1.0", "2.0, 1.0", "Ours, Mine",
        "OPTIMIZED_ENCODER, STOP_GRADIENT", "\"seed\" : 0, \"seed\" : 1", "made up, real", "\"test\", \"best\""})
    void noticesAChange(String from, String to) throws IOException {
        assertThat(text()).contains(from);
        Files.writeString(file, text().replaceFirst(Pattern.quote(from), to));
        assertRefused("one that was changed later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}", "[]", "7", "\"run\"", "{\"spec\": null}", "no JSON",
        "{\"spec\": {}}", "{\"seconds\": 1}", "\0\0\0\0",
        "{\"spec\": null, \"history\": null, \"seconds\": 1, \"provenance\": null}"})
    void refusesWhatIsNoRun(String text) throws IOException {
        Files.writeString(file, text);
        assertRefused();
    }

    @Test
    void refusesBinary() throws IOException {
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF, 0, 1, 2});
        assertRefused("found no text");
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        String whole = text().stripTrailing();
        for (int length = 0; length < whole.length(); length += 41) {
            Files.writeString(file, whole.substring(0, length));
            assertRefused();
        }
    }

    @Test
    void refusesWhatFollowsARun() throws IOException {
        Files.writeString(file, text() + text());
        assertRefused();
        Files.writeString(file, text() + "}");
        assertRefused();
    }

    @Test
    void refusesTheFieldsOfANewerVersion() throws IOException {
        Files.writeString(file, unsealed().replaceFirst("\\{", "{ \"phase\" : \"second\","));
        assertRefused("Unrecognized field \"phase\"");
    }

    @Test
    void refusesAnIdeaOfANewerVersion() throws IOException {
        Files.writeString(file, unsealed().replace("STOP_GRADIENT", "TELEPATHY"));
        assertRefused("TELEPATHY");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"\"iterations\" : 40, \"iterations\" : -40", "\"batch\" : 8, \"batch\" : 0",
        "\"crop\" : 64, \"crop\" : 65", "\"seconds\" : 10.0, \"seconds\" : \"long\"", "\"seed\" : 0, \"seed\" : null",
        "\"losses\" : [, \"losses\" : [ null,"})
    void refusesFiguresThatCannotBe(String from, String to) throws IOException {
        assertThat(unsealed()).contains(from);
        Files.writeString(file, unsealed().replace(from, to));
        assertRefused();
    }

    /** The folder of a run is named by its specification: a copy of it would count twice in a table. */
    @Test
    void refusesTheRunOfAnotherFolder() throws IOException {
        RunResult other = HandMadeRuns.finished(Config.A, "tile", 3, 0.5, 0.5);
        Files.createDirectories(store.folder(other.spec()));
        store.save(other);
        Files.copy(store.folder(other.spec()).resolve("run.json"), file,
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.find(RUN.spec())).hasMessage("expected a run written by this version in " + file
                + "; found A on tile, seed 3, which belongs in the folder " + other.spec().id() + ": delete "
                + file.getParent() + " to train again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../other/state-000001.safetensors", "/etc/passwd", "state", "state-1.safetensors/.."})
    void refusesAStateElsewhere(String state) throws IOException {
        Files.writeString(file, unsealed().replaceFirst("\"state\" : null", "\"state\" : \"" + state + "\""));
        assertRefused("the state " + state);
    }

    @Test
    void passesOverWhatIsNoRunFolder() throws IOException {
        Path runs = file.getParent().getParent();
        Files.createDirectories(runs.resolve("empty"));
        Files.writeString(runs.resolve(".DS_Store"), "");
        Files.writeString(runs.resolve("run.json"), "");
        assertThat(store.all()).isEqualTo(List.of(RUN));
    }

    /** One folder damaged, one copied: the others are as good as before. */
    @Test
    void findsTheOtherRunsBesideOnesThatAreUnusable() throws IOException {
        RunResult other = HandMadeRuns.finished(Config.A, "tile", 3, 0.5, 0.5);
        Files.createDirectories(store.folder(other.spec()));
        store.save(other);
        Path copied = Files.createDirectories(file.resolveSibling("../" + other.spec().id() + " copy").normalize());
        Files.copy(store.folder(other.spec()).resolve("run.json"), copied.resolve("run.json"));
        Files.writeString(file, text().substring(100));
        assertThat(store.named(other.spec().id())).isEqualTo(other);
        assertThat(store.named(other.spec().id().substring(0, 6))).isEqualTo(other);
        List<String> passedOver = new ArrayList<>();
        assertThat(store.all(passedOver::add)).containsExactly(other);
        assertThat(passedOver).hasSize(2).anyMatch(line -> line.contains(file.toString()))
                .anyMatch(line -> line.endsWith("delete " + copied + " to train again"));
        assertThatThrownBy(() -> store.named(RUN.spec().id())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
    }

    private String unsealed() throws IOException {
        return text().replaceFirst(",\\s*\"sha256\" : \"\\w*\"", "");
    }
}
