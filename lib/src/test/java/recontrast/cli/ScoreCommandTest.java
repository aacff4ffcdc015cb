package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Calibration;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import java.util.stream.Stream;

class ScoreCommandTest {

    @TempDir
    private Path folder;
    private Path parts;
    private String results;
    private RunResult run;

    @BeforeEach
    void trainTwoSteps() throws IOException {
        parts = CategoryOnDisk.at(folder.resolve("parts"), 4).root();
        results = folder.resolve("results").toString();
        CommandLineResult.of("run", "--data", parts.toString(), "--config", "B", "--size", "64", "--batch", "2",
                "--iterations", "2", "--results", results);
        run = RunStore.in(Path.of(results)).all().get(0);
    }

    private CommandLineResult score(String... more) {
        List<String> arguments = new ArrayList<>(List.of("score", "--results", results));
        arguments.addAll(List.of(more));
        return CommandLineResult.of(arguments.toArray(String[]::new));
    }

    @Test
    void givesALineAnImageAndItsMap() {
        Path maps = folder.resolve("maps");
        CommandLineResult result = score("--run", run.spec().id().substring(0, 6), "--maps", maps.toString(),
                parts.resolve("test").toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).hasSize(2).allMatch(line -> line.matches("\\d+\\.\\d{6}\\t.*"))
                .extracting(line -> Path.of(line.split("\t")[1]))
                .containsExactly(parts.resolve("test/good/0.png"), parts.resolve("test/hole/0.png"));
        assertThat(maps.resolve("good/0.png")).exists();
        assertThat(maps.resolve("hole/0.png")).exists();
        assertThat(result.err()).singleElement().asString().contains("2 images in ", " a second");
    }

    @Test
    void writesArraysForNumPy() throws IOException {
        Path arrays = folder.resolve("arrays/scored.npz");
        CommandLineResult result = score("--run", run.spec().id(), "--npz", arrays.toString(),
                parts.resolve("test").toString());
        assertThat(result.code()).isZero();
        try (ZipFile zip = new ZipFile(arrays.toFile())) {
            assertThat(header(zip, "maps")).startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 64, 64), }");
            assertThat(header(zip, "scores")).startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }");
            assertThat(header(zip, "names")).startsWith("{'descr': '<U");
            ByteBuffer scores = ByteBuffer.wrap(bytes(zip, "scores")).order(ByteOrder.LITTLE_ENDIAN);
            FloatBuffer maps =
                    ByteBuffer.wrap(bytes(zip, "maps")).order(ByteOrder.LITTLE_ENDIAN).position(128).asFloatBuffer();
            for (int image = 0; image < 2; image++) {
                float[] map = new float[64 * 64];
                maps.get(map);
                double score = scores.getDouble(128 + 8 * image);
                assertThat(score).isEqualTo(run.spec().plan().imageScore().of(new AnomalyMap(64, 64, map)));
                assertThat(result.out().get(image)).startsWith(String.format(Locale.ROOT, "%.6f\t", score));
            }
        }
        assertThat(score("--run", run.spec().id(), "--npz", "scored.csv", parts.toString()).err()).singleElement().asString()
                .contains("expected a name that ends in .npz for arrays; found scored.csv");
    }

    @Test
    void scoresInTilesWithoutBeingTold() throws IOException {
        CommandLineResult training = CommandLineResult.of("run", "--data", parts.toString(), "--config", "A", "--tile", "64",
                "--size", "90x128", "--batch", "2", "--iterations", "2", "--results", results);
        assertThat(training.text()).contains("tiles of 64 px, overlapping by 8, of images of 90x128 px, batch 2");
        RunResult tiled = RunStore.in(Path.of(results)).all().stream()
                .filter(each -> each.spec().resolution().divides()).findFirst().orElseThrow();
        Path arrays = folder.resolve("tiled.npz");
        Path maps = folder.resolve("tiled");
        CommandLineResult result = score("--run", tiled.spec().id(), "--npz", arrays.toString(), "--maps", maps.toString(),
                parts.resolve("test").toString());
        assertThat(result.out()).hasSize(2);
        try (ZipFile zip = new ZipFile(arrays.toFile())) {
            assertThat(header(zip, "maps")).contains("'shape': (2, 90, 128), }");
        }
        BufferedImage heat = ImageIO.read(maps.resolve("hole/0.png").toFile());
        assertThat(List.of(heat.getWidth(), heat.getHeight())).containsExactly(128, 90);
        assertThat(CommandLineResult.of("export", "--run", tiled.spec().id(), folder.resolve("model.onnx").toString(),
                "--results", results).err()).singleElement().asString().contains("expected a run that sees images whole, for"
                + " an ONNX file; found one of tiles of 64 px, overlapping by 8, of images of 90x128 px: train without tiles");
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes();
    }

    private static String header(ZipFile zip, String name) throws IOException {
        return new String(bytes(zip, name), 10, 100, StandardCharsets.ISO_8859_1);
    }

    @Test
    void givesEachImageAMapOfItsOwn() throws IOException {
        Path maps = folder.resolve("maps");
        score("--run", run.spec().id(), "--maps", maps.toString(), parts.resolve("test/good").toString(),
                parts.resolve("test/hole/0.png").toString());
        assertThat(files(maps)).as("images of one name keep their folders").containsOnlyKeys("good/0.png", "hole/0.png");
        Path alike = Files.createDirectory(folder.resolve("alike"));
        Files.copy(parts.resolve("test/good/0.png"), alike.resolve("x.png"));
        Files.copy(parts.resolve("test/hole/0.png"), alike.resolve("x.jpg"));
        Path mapsOfAlike = folder.resolve("maps-of-alike");
        score("--run", run.spec().id(), "--maps", mapsOfAlike.toString(), alike.toString());
        assertThat(files(mapsOfAlike)).as("of one folder, their extensions").containsOnlyKeys("x.jpg.png", "x.png.png");
    }

    @Test
    void writesNoMapOverAnImage() throws IOException {
        Path test = parts.resolve("test");
        Path link = Files.createSymbolicLink(folder.resolve("link"), test);
        Path linked = Files.createDirectories(folder.resolve("linked/good")).getParent();
        Files.createLink(linked.resolve("good/0.png"), test.resolve("good/0.png"));
        Map<String, byte[]> before = files(folder);
        for (Path maps : List.of(test, link, linked)) {
            CommandLineResult refused = score("--run", run.spec().id(), "--maps", maps.toString(), test.toString());
            assertThat(refused.code()).as(maps.toString()).isEqualTo(Main.USAGE);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).singleElement().asString().contains("expected a folder for maps apart from"
                    + " their images", "found the image " + test.resolve("good/0.png") + " where a map would be");
        }
        Map<String, byte[]> after = files(folder);
        assertThat(after).containsOnlyKeys(before.keySet());
        before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
    }

    /** What is below a folder, by name. */
    private static Map<String, byte[]> files(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            Map<String, byte[]> files = new TreeMap<>();
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return files;
        }
    }

    /** One good and one defective test image: their order is all that I-AUROC says. */
    @Test
    void scoresAsTheEvaluationDid() {
        List<String> lines = score("--run", run.spec().id(), parts.resolve("test/good/0.png").toString(),
                parts.resolve("test/hole/0.png").toString()).out();
        double good = Double.parseDouble(lines.get(0).split("\t")[0]);
        double defective = Double.parseDouble(lines.get(1).split("\t")[0]);
        assertThat(run.last().orElseThrow().metrics().imageAuroc()).isEqualTo(defective > good ? 1.0 : 0.0);
    }

    @Test
    void scoresBesideRunsThatAreUnusable() throws IOException {
        spoilOneRunAndCopyAnother();
        CommandLineResult result = score("--run", run.spec().id(), parts.resolve("test/good").toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).hasSize(1);
    }

    @Test
    void tabulatesBesideRunsThatAreUnusableAndNamesEachOnce() throws IOException {
        Path runs = spoilOneRunAndCopyAnother();
        CommandLineResult table = CommandLineResult.of("table", "6", "--results", results);
        assertThat(table.code()).isZero();
        assertThat(table.text()).containsPattern("(?m)^B .*\\d");
        assertThat(table.err()).hasSize(2).allMatch(line -> line.startsWith("recontrast: passed over: "))
                .anyMatch(line -> line.contains(runs.resolve("0000000000000000/run.json").toString()))
                .anyMatch(line -> line.contains(runs.resolve(run.spec().id() + "-copy").toString()));
    }

    private Path spoilOneRunAndCopyAnother() throws IOException {
        Path runs = Path.of(results, "runs");
        Files.writeString(Files.createDirectory(runs.resolve("0000000000000000")).resolve("run.json"), "{");
        Files.copy(runs.resolve(run.spec().id()).resolve("run.json"),
                Files.createDirectory(runs.resolve(run.spec().id() + "-copy")).resolve("run.json"));
        return runs;
    }

    /** 20 good images, of which 9 are held out: one in ten is the least that may be promised. */
    @Test
    void callsImagesGoodOrDefective() throws IOException {
        Path many = CategoryOnDisk.at(folder.resolve("many"), 20).root();
        CommandLineResult training = CommandLineResult.of("run", "--data", many.toString(), "--config", "B", "--size", "64",
                "--batch", "2", "--iterations", "2", "--held-out", "9", "--results", results);
        assertThat(training.out()).contains("data     many many: 11 good images to train on, 9 held out, 1 good and"
                + " 1 defective to test, with masks");
        RunResult calibrated = RunStore.in(Path.of(results)).all().stream()
                .filter(each -> each.spec().dataset().equals("many")).findFirst().orElseThrow();
        Calibration calibration = calibrated.calibration().orElseThrow();
        assertThat(calibration.scores()).hasSize(9);
        String id = calibrated.spec().id();
        Path train = many.resolve("train/good");

        List<String> lines = score("--run", id, "--false-alarms", "0.1", train.toString()).out();
        assertThat(lines).hasSize(20).allMatch(line -> line.matches("\\d+\\.\\d{6}\\t(good|defective)\\t\\d\\.\\d{4}\\t.*"));
        for (String line : lines) {
            String[] words = line.split("\t");
            boolean above = Double.parseDouble(words[0]) > calibration.scores().get(8) + 1e-6;
            assertThat(words[1]).isEqualTo(above ? "defective" : "good");
            assertThat(Double.parseDouble(words[2]) <= 0.1).isEqualTo(above);
        }
        assertThat(score("--run", id, "--false-alarms", "0.1", "--format", "csv", train.toString()).out().get(0))
                .isEqualTo("image,score,defective,p_value");
        assertThat(score("--run", id, "--false-alarms", "0.1", "--format", "json", train.resolve("0.png").toString()).out())
                .singleElement().asString().matches("\\{\"image\":\".*0.png\",\"score\":[\\d.]+,\"defective\":(true|false),"
                        + "\"p_value\":[\\d.]+}");
        assertThat(score("--run", id, "--format", "csv", train.resolve("0.png").toString()).out().get(0))
                .isEqualTo("image,score");
        assertThat(score("--run", id, "--false-alarms", "0.05", train.toString()).err()).singleElement().asString()
                .contains("0.1000, the smallest that 9 held-out good images allow").contains("found 0.05");
        assertThat(score("--run", run.spec().id(), "--false-alarms", "0.1", train.toString()).err()).singleElement()
                .asString().contains("expected a finished run with good images held out").contains("--held-out N");
    }

    @Test
    void saysThatARunWasStopped() throws IOException {
        RunStore store = RunStore.in(Path.of(results));
        String stopped = new ObjectMapper().readTree(store.folder(run.spec()).resolve("run.json").toFile())
                .<ObjectNode>deepCopy().put("state", "state-000001.safetensors").without("sha256").toString();
        Files.writeString(store.folder(run.spec()).resolve("run.json"), stopped);
        assertThat(score("--run", run.spec().id(), parts.resolve("test/good").toString()).err())
                .anyMatch(line -> line.contains("the run was stopped at iteration 2 of 2"));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(score("--run", "nonsense", parts.toString()).err()).singleElement().asString()
                .contains("expected the id of one run in", "found no run nonsense");
        assertThat(score("--run", run.spec().id(), folder.resolve("nowhere").toString()).err()).singleElement()
                .asString().contains("expected an image or a folder of images at");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(score("--run", run.spec().id(), empty.toString()).err()).singleElement().asString()
                .contains("found none (png, jpg, jpeg or bmp)");
    }
}
