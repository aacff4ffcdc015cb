package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import recontrast.Config;
import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.data.DataException;
import recontrast.data.Dataset;
import recontrast.data.Picture;
import recontrast.report.HandMadeRuns;
import recontrast.weights.Safetensors;
import recontrast.weights.TensorFile;
import recontrast.weights.TorchFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Each kind of file damaged in three hundred ways: what comes out is the file's contents or one line, and nothing else
 * on the disk is touched. An error of the Java machine fails a test, as does a minute without end.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedFilesTest {

    private static final int WAYS = 300;

    @TempDir
    private Path folder;
    private NDManager tensors;

    /** Reads a file, whole. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Path file);
    }

    @BeforeEach
    void openTensors() {
        tensors = NDManager.newBaseManager(Device.cpu());
    }

    @AfterEach
    void closeTensors() {
        tensors.close();
    }

    /** Checksums tell every damage to a PNG. */
    @ParameterizedTest
    @ValueSource(strings = {"rgb8.png", "palette8-transparent.png", "rgb16-interlaced.png"})
    void aPngIsReadAsItWasOrRefused(String name) throws IOException {
        Path file = resource("images/" + name);
        byte[] expected = Picture.read(file).rgb();
        damage(file, damaged -> assertThat(Picture.read(damaged).rgb()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "rgb-progressive.jpg", "rgb-half-chroma.jpg", "turned-by-exif.jpg", "cmyk.jpg",
        "rgb24.bmp", "palette8.bmp"})
    void anImageIsReadOrRefused(String name) throws IOException {
        damage(resource("images/" + name), Picture::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state_dict.pth", "legacy.pth"})
    void aTorchFileIsReadOrRefused(String name) throws IOException {
        damage(resource("torchfile/" + name), damaged -> readAll(TorchFile.open(damaged)));
    }

    @Test
    void aSafetensorsFileIsReadOrRefused() throws IOException {
        Path file = folder.resolve("file.safetensors");
        Safetensors.write(Map.of("a", tensors.ones(new Shape(2, 3)), "b", tensors.zeros(new Shape(4)),
                "c", tensors.create(7L)), file);
        damage(file, damaged -> readAll(Safetensors.open(damaged)));
    }

    /** Its digest tells every damage to a run. */
    @Test
    void aRunIsReadAsItWasOrRefused() throws IOException {
        RunStore store = RunStore.in(folder);
        RunResult run = HandMadeRuns.finished(Config.D, "tile", 0, 0.75, 0.875);
        Path file = Files.createDirectories(store.folder(run.spec())).resolve("run.json");
        store.save(run);
        damage(file, damaged -> assertThat(store.find(run.spec())).contains(run));
    }

    @Test
    void aSplitIsReadOrRefused() throws IOException {
        Files.createDirectories(folder.resolve("split_csv"));
        Files.createDirectories(folder.resolve("nut"));
        for (String name : List.of("nut/0.png", "nut/1.png", "nut/2.png", "nut/3.png", "outside.png")) {
            Files.copy(resource("images/grey8.png"), folder.resolve(name));
        }
        Path file = Files.writeString(folder.resolve("split_csv/1cls.csv"), """
                object,split,label,image,mask
                nut,train,normal,nut/0.png,
                nut,train,normal,"nut/1.png",
                nut,test,normal,nut/2.png,
                nut,test,anomaly,nut/3.png,nut/0.png
                """);
        damage(file, damaged -> {
            Dataset dataset = Dataset.open(folder);
            return dataset.categories().stream().map(dataset::category).toList();
        });
    }

    private int readAll(TensorFile opened) {
        try (TensorFile file = opened) {
            file.tensors().keySet().forEach(name -> file.read(name, tensors).close());
            return file.tensors().size();
        }
    }

    private void damage(Path file, Reading<?> reading) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        reading(reading, file).ifPresent(refused -> assertThat(file.toString()).endsWith("cmyk.jpg"));
        Map<Path, Long> before = sizes(file);
        for (long seed = 0; seed < WAYS; seed++) {
            Files.write(file, Damage.of(whole, seed));
            Optional<RuntimeException> refused = reading(reading, file);
            if (refused.isPresent()) {
                assertThat(refused.get()).as("seed " + seed).message().hasLineCount(1)
                        .matches("(expected|cannot read) .+");
            }
        }
        assertThat(sizes(file)).isEqualTo(before);
    }

    /** What was thrown, where it is of the kinds that commands print as one line. */
    private static Optional<RuntimeException> reading(Reading<?> reading, Path file) {
        try {
            reading.of(file);
            return Optional.empty();
        } catch (DataException | IllegalArgumentException | IllegalStateException | UncheckedIOException refused) {
            return Optional.of(refused);
        }
    }

    /** All other files there and those in the folder that this process runs in. */
    private Map<Path, Long> sizes(Path file) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> here = Files.walk(folder); Stream<Path> around = Files.list(Path.of(""))) {
            for (Path each : Stream.concat(here, around).filter(Files::isRegularFile).toList()) {
                if (!each.equals(file)) {
                    sizes.put(each, Files.size(each));
                }
            }
        }
        return sizes;
    }

    private Path resource(String name) throws IOException {
        Path copy = folder.resolve(name.substring(name.indexOf('/') + 1));
        try (InputStream in = DamagedFilesTest.class.getResourceAsStream("/golden/" + name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }
}
