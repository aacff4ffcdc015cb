package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

/** KolektorSDD's images are 500 pixels wide and 1,240 high: here they are trained on in those proportions. */
class RectangularImagesTest {

    @TempDir
    private Path folder;

    private CommandLineResult command(String... arguments) {
        return CommandLineResult.of(Stream.concat(Stream.of(arguments),
                Stream.of("--results", folder.resolve("results").toString())).toArray(String[]::new));
    }

    @Test
    void areTrainedOnScoredAndExported() throws IOException {
        Path data = PublishedTree.kolektorSdd(folder.resolve("KolektorSDD"), 500, 1240);
        CommandLineResult trained = command("run", "--data", data.toString(), "--config", "Ours,PaDiM", "--size", "160x64",
                "--batch", "2", "--iterations", "2");
        assertThat(trained.code()).isZero();
        assertThat(trained.text()).contains("4 good images to train on", ", 160x64 px, batch 2, 2 iterations");
        List<RunResult> runs = RunStore.in(folder.resolve("results")).all();
        assertThat(runs).hasSize(2).allSatisfy(run -> {
            assertThat(run.spec().resolution()).isEqualTo(Resolution.of(new ImageSize(160, 64)));
            assertThat(run.last().orElseThrow().metrics().localisation()).isPresent();
        });
        RunResult ours = runs.stream().filter(run -> run.config().name().equals("Ours")).findFirst().orElseThrow();
        assertThat(Files.readString(folder.resolve("results/runs").resolve(ours.spec().id()).resolve("run.json")))
                .contains("\"resize\" : \"160x64\"", "\"crop\" : \"160x64\"");

        Path arrays = folder.resolve("arrays.npz");
        CommandLineResult scored = command("score", "--run", ours.spec().id(), "--maps", folder.resolve("maps").toString(),
                "--npz", arrays.toString(), data.resolve("kos01/Part3.jpg").toString());
        assertThat(scored.code()).isZero();
        assertThat(scored.out()).singleElement().asString().matches("\\d+\\.\\d{6}\\t.*Part3.jpg");
        BufferedImage map = ImageIO.read(folder.resolve("maps/Part3.png").toFile());
        assertThat(new ImageSize(map.getHeight(), map.getWidth())).isEqualTo(new ImageSize(160, 64));
        try (ZipFile zip = new ZipFile(arrays.toFile())) {
            byte[] maps = zip.getInputStream(zip.getEntry("maps.npy")).readAllBytes();
            assertThat(new String(maps, 10, 100, StandardCharsets.ISO_8859_1)).contains("'shape': (1, 160, 64)");
        }
        assertThat(command("export", "--run", ours.spec().id(), folder.resolve("model.onnx").toString()).out())
                .singleElement().asString().endsWith(
                        "image [batch, 3, 160, 64], RGB 0 to 255, to anomaly_map [batch, 160, 64] and score [batch]");
    }

    /** The same run, whatever its size is called. */
    @Test
    void ofEqualSidesAreSquares() throws IOException {
        Path data = CategoryOnDisk.at(folder.resolve("parts"), 2).root();
        for (String size : List.of("--size 64", "--size 64x64", "--set size=64x64", "--set size=64x96")) {
            String line = "run --data " + data + " --config B --batch 2 --iterations 1 " + size;
            assertThat(command(line.split(" ")).code()).as(size).isZero();
        }
        assertThat(RunStore.in(folder.resolve("results")).all()).extracting(run -> run.spec().resolution().crop())
                .containsExactlyInAnyOrder(ImageSize.square(64), new ImageSize(64, 96));
    }
}
