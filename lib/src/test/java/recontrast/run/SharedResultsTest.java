package recontrast.run;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A class works beside the finished runs of its lecturer. */
class SharedResultsTest {

    @TempDir
    private Path folder;

    private Experiment experiment(RunStore store) {
        Experiment any = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu())
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
        return new Experiment(any.category(), any.backbone(), any.weights(), any.resolution(), any.maskRule(), any.plan(),
                any.seed(), store, any.device());
    }

    @Test
    void finishedRunsOfTheSharedFolderAreUsedAndNeverChanged() {
        Path lecturers = folder.resolve("lecturer");
        RunResult shared = experiment(RunStore.in(lecturers)).train(Config.A);
        Map<String, String> before = contents(lecturers);
        RunStore store = RunStore.in(folder.resolve("mine")).beside(lecturers);
        Experiment mine = experiment(store);

        assertThat(mine.train(Config.A)).as("used again").isEqualTo(shared);
        RunResult own = mine.train(Config.B);
        assertThat(store.all(line -> { })).containsExactlyInAnyOrder(shared, own);
        assertThat(store.named(shared.spec().id())).isEqualTo(shared);
        try (TrainedModel model = mine.open(shared)) {
            assertThat(model.score(mine.category().test())).isNotEmpty();
        }
        assertThat(experiment(store).holdingOut(1).train(Config.A).calibration()).isPresent();
        store.delete(shared.spec());

        assertThat(contents(lecturers)).isEqualTo(before);
        assertThat(contents(folder.resolve("mine")).keySet()).noneMatch(name -> name.contains(shared.spec().id()));
    }

    @Test
    void stoppedRunsOfTheSharedFolderAreNobodyElses() {
        Path lecturers = folder.resolve("lecturer");
        RunStore theirs = RunStore.in(lecturers);
        RunResult finished = experiment(theirs).train(Config.A);
        theirs.save(new RunResult(finished.spec(), finished.history(), 1, finished.provenance(),
                Optional.of("state-000001.safetensors")));
        RunStore store = RunStore.in(folder.resolve("mine")).beside(lecturers);
        assertThat(store.all(line -> { })).isEmpty();
        assertThat(store.find(finished.spec())).isEmpty();
        assertThatThrownBy(() -> store.named(finished.spec().id()))
                .hasMessageContaining("one run in " + store.path()).hasMessageContaining("found no run ");
        assertThat(experiment(store).train(Config.A).finished()).isTrue();
    }

    @Test
    void aStoppedRunGivesWayToTheSameOneFinishedBesideIt() throws IOException {
        Path lecturers = folder.resolve("lecturer");
        RunResult finished = experiment(RunStore.in(lecturers)).train(Config.A);
        RunStore store = RunStore.in(folder.resolve("mine")).beside(lecturers);
        Files.createDirectories(store.folder(finished.spec()));
        store.save(new RunResult(finished.spec(), finished.history(), 1, finished.provenance(),
                Optional.of("state-000001.safetensors")));
        assertThat(store.all(line -> { })).containsExactly(finished);
        assertThat(store.named(finished.spec().id())).isEqualTo(finished);
        assertThat(store.checkpoint(finished.spec())).startsWith(lecturers);
    }

    private static Map<String, String> contents(Path root) {
        try (Stream<Path> files = Files.exists(root) ? Files.walk(root) : Stream.of()) {
            return new TreeMap<>(files.filter(Files::isRegularFile).collect(Collectors.toMap(
                    file -> root.relativize(file).toString(), SharedResultsTest::digest)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) {
        try {
            return List.of(Files.size(file), Files.getLastModifiedTime(file)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
