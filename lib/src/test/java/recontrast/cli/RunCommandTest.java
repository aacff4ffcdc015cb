package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Protocol;
import recontrast.process.JavaProcess;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.training.Variant;

class RunCommandTest {

    @TempDir
    Path folder;

    private CommandLineResult run(CategoryOnDisk category, String... args) {
        return CommandLineResult.of(Stream.concat(
                Stream.of("run", "--data", category.root().toString(), "--iterations", "2", "--size", "64",
                        "--device", "cpu", "--results", results().toString()),
                Stream.of(args)).toArray(String[]::new));
    }

    /** The lines of a command, but for that on others who train on this machine. */
    private static List<String> own(CommandLineResult result) {
        return result.out().stream().filter(line -> !line.startsWith("cores ")).toList();
    }

    private Path results() {
        return folder.resolve("results");
    }

    private List<RunResult> kept() {
        return RunStore.in(results()).all();
    }

    @Test
    void trainsWhatIsNamedAndUsesItAgain() throws IOException {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 4);
        CommandLineResult first = run(tile, "--config", "A,ours");
        assertThat(first.code()).isZero();
        assertThat(first.out().get(0)).startsWith("device   cpu, ").contains("PyTorch 2.");
        assertThat(own(first).get(1)).isEqualTo(
                "data     tile tile: 4 good images to train on, 1 good and 1 defective to test, with masks");
        assertThat(own(first).get(2)).isEqualTo("encoder  efficientnet_lite0, weights embedded");
        assertThat(first.text()).containsPattern("(?m)^A .*\\d").containsPattern("(?m)^Ours .*\\d");
        List<RunResult> runs = kept();
        assertThat(runs).hasSize(2).allMatch(RunResult::finished);
        assertThat(first.out()).last().isEqualTo("recontrast runs lists the ids of these runs, for score and export.");

        CommandLineResult second = run(tile, "--config", "Ours,A");
        assertThat(second.code()).isZero();
        assertThat(own(second)).isEqualTo(own(first));
        assertThat(kept()).isEqualTo(runs);
    }

    @Test
    void itsHelpNamesThePlanOfTheEmbeddedData() {
        Protocol embedded = Protocol.of("embedded", "washer");
        assertThat(CommandLineResult.of("run", "--help").text().replaceAll("\\s+", " ")).contains(
                "(default: %s on embedded data, else 256)".formatted(embedded.resolution().crop()),
                "(default: %s on embedded data, else the paper's: 16,".formatted(embedded.plan().batch()),
                "(default: %s on embedded data, else the paper's: 1000".formatted(embedded.plan().iterations()),
                "(default: %s on embedded data, else 250)".formatted(embedded.plan().evaluateEvery()),
                "(default: %s on embedded data, else 1e-5)".formatted(
                        new DecimalFormat("0E0").format(embedded.plan().encoderLearningRate()).toLowerCase(Locale.ROOT)));
    }

    /** The same run may lie in the folder that the environment names too. */
    @Test
    void namesTheFolderOfTheRunThatItUsesAgain() throws Exception {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 4);
        CommandLineResult alone = run(tile, "--config", "A");
        String id = kept().get(0).spec().id();
        assertThat(alone.out()).last().isEqualTo("recontrast score --run " + id + " IMAGES... scores images by this run.");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/runs/" + id));
        Files.copy(results().resolve("runs").resolve(id).resolve("run.json"), elsewhere.resolve("run.json"));
        JavaProcess again = JavaProcess.run(List.of(), Main.class,
                Map.of("RECONTRAST_RESULTS", folder.resolve("elsewhere").toString()), List.of("-Xmx512m"),
                folder.resolve("log"), "run", "--data", tile.root().toString(), "--config", "A", "--iterations", "2",
                "--size", "64", "--device", "cpu", "--results", results().toString());
        assertThat(again.said()).filteredOn(line -> line.startsWith("reused: A on tile")).singleElement().asString()
                .contains("; delete " + results().resolve("runs").resolve(id) + " or choose another seed");
    }

    /** Bitmaps of equal dimensions are of equal size, whatever is in them. */
    @Test
    void trainsAnewWhereAMaskWasCorrected() throws IOException {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 4).without("ground_truth/hole/0_mask.png");
        Path mask = tile.root().resolve("ground_truth/hole/0.bmp");
        BufferedImage marked = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        marked.getRaster().setSample(5, 5, 0, 255);
        ImageIO.write(marked, "bmp", mask.toFile());
        long size = Files.size(mask);
        assertThat(run(tile, "--config", "A").code()).isZero();
        marked.getRaster().setSample(40, 40, 0, 255);
        ImageIO.write(marked, "bmp", mask.toFile());
        assertThat(mask).hasSize(size);
        assertThat(run(tile, "--config", "A").code()).isZero();
        assertThat(kept()).hasSize(2);
    }

    @Test
    void trainsOnWhatThereIsWhereABatchIsLargerThanTheData() throws IOException {
        CommandLineResult result = run(CategoryOnDisk.at(folder.resolve("tile"), 4), "--batch", "16", "--config", "A");
        assertThat(result.code()).isZero();
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.finished()).isTrue();
            assertThat(run.history().losses()).hasSize(2);
        });
    }

    @Test
    void keepsTheModelThatHeldOutImagesChoose() throws IOException {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 24);
        CommandLineResult result = run(tile, "--config", "A", "--eval-every", "1", "--held-out", "20", "--choice", "held-out");
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^plan .*, the model chosen by held-out images, seed 0$");
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.history().syntheticAurocs()).hasSize(2);
            assertThat(run.calibration().orElseThrow().scores()).hasSize(10);
            assertThat(result.text()).contains("the evaluation that held-out good images chose");
        });
        assertThat(run(tile, "--held-out", "8", "--choice", "held-out").err()).singleElement().asString()
                .contains("expected at least 20 good images of tile held out of training").contains("found 8");
        assertThat(run(tile, "--choice", "best").err()).singleElement().asString()
                .contains("choice: expected last or held-out; found best");
    }

    @Test
    void trainsTheStableVariant() throws IOException {
        CommandLineResult result = run(CategoryOnDisk.at(folder.resolve("tile"), 4), "--variant", "stable");
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^plan     stable, 64 px, ");
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.finished()).isTrue();
            assertThat(run.spec().plan().variant()).isEqualTo(Variant.STABLE);
        });
    }

    @Test
    void trainsOneModelOfAllCategories() throws IOException {
        CategoryOnDisk.at(folder.resolve("data/tile"), 4);
        CategoryOnDisk.at(folder.resolve("data/wood"), 4);
        CommandLineResult result = run(new CategoryOnDisk(folder.resolve("data")), "--variant", "unified");
        assertThat(result.code()).isZero();
        assertThat(own(result).get(1)).isEqualTo("data     data 2 categories: 8 good images to train on, 2 good and"
                + " 2 defective to test, with masks");
        assertThat(kept()).singleElement().satisfies(run ->
                assertThat(run.last().orElseThrow().categories()).containsOnlyKeys("tile", "wood"));
    }

    @Test
    void trainsEachSeedOnItsOwn() throws IOException {
        CommandLineResult result = run(CategoryOnDisk.at(folder.resolve("tile"), 4), "--seed", "3,5", "--config", "A");
        assertThat(result.code()).isZero();
        assertThat(kept()).extracting(run -> run.spec().seed()).containsExactlyInAnyOrder(3L, 5L);
    }

    @Test
    void trainsWithoutEvaluationWhereThereIsNothingToTest() throws IOException {
        CategoryOnDisk tile = CategoryOnDisk.goodOnly(folder.resolve("tile"), 4);
        CommandLineResult result = run(tile, "--config", "A");
        assertThat(result.code()).isZero();
        assertThat(own(result).get(1)).isEqualTo(
                "data     tile tile: 4 good images to train on, no test images: trains without evaluation");
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.finished()).isTrue();
            assertThat(run.history().evaluations()).isEmpty();
        });
    }

    @Test
    void endsBeforeTrainingWhenInterruptedThen() throws IOException {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 4);
        Thread.currentThread().interrupt();
        CommandLineResult result = run(tile);
        assertThat(Thread.interrupted()).as("left to the caller").isTrue();
        assertThat(result.code()).isEqualTo(130);
        assertThat(result.err()).containsExactly("recontrast: interrupted before training began");
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsWhatWasTrainedWhenInterrupted() throws Exception {
        CategoryOnDisk tile = CategoryOnDisk.at(folder.resolve("tile"), 4);
        Thread interrupter = interruptOnceTrainingBegins(Thread.currentThread());
        CommandLineResult result = CommandLineResult.of("run", "--data", tile.root().toString(),
                "--iterations", "100000", "--size", "64", "--device", "cpu", "--results", results().toString());
        interrupter.join();
        assertThat(result.code()).isEqualTo(130);
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.finished()).isFalse();
            assertThat(result.err()).containsExactly("recontrast: interrupted with 0 of 1 runs finished, Ours on tile,"
                    + " seed 0 at iteration " + run.history().iterations()
                    + " of 100000: the same command goes on from there");
        });
    }

    private Thread interruptOnceTrainingBegins(Thread worker) {
        Thread interrupter = new Thread(() -> {
            while (!Files.isDirectory(results().resolve("runs"))) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(3_000_000_000L); // some steps, on a busy machine too
            worker.interrupt();
        });
        interrupter.setDaemon(true);
        interrupter.start();
        return interrupter;
    }
}
