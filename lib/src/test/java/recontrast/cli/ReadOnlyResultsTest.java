package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.RunSpec;
import recontrast.RunStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where runs cannot be kept, that is said in one line, and those that were kept before stay as they were. */
class ReadOnlyResultsTest {

    @TempDir
    private Path folder;

    private CategoryOnDisk tile;
    private Path results;

    @BeforeEach
    void trainOneBefore() throws IOException {
        tile = CategoryOnDisk.at(folder.resolve("tile"), 4);
        results = folder.resolve("results");
        assertThat(run("A", results).code()).isZero();
    }

    private CommandLineResult run(String config, Path to) {
        return CommandLineResult.of("run", "--data", tile.root().toString(), "--config", config, "--iterations", "1",
                "--size", "64", "--device", "cpu", "--results", to.toString());
    }

    private Map<Path, String> kept() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            files.filter(Files::isRegularFile).forEach(file -> contents.put(file, digest(file)));
        }
        return contents;
    }

    private static String digest(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file where the run's folder would be keeps everybody from making it, whatever their rights. */
    @Test
    void refuseARunWhoseFolderCannotBeMade() throws IOException {
        RunSpec before = RunStore.in(results).all().get(0).spec();
        RunSpec wanted = new RunSpec(Config.B, before.dataset(), before.category(), before.data(), before.backbone(),
                before.weights(), before.resolution(), before.plan(), before.seed());
        Path place = Files.writeString(RunStore.in(results).folder(wanted), "");
        Map<Path, String> kept = kept();
        CommandLineResult refused = run("B", results);
        assertThat(refused.err()).singleElement().asString().startsWith("recontrast: cannot write to " + place + " (")
                .endsWith("): is there space, and may this user write there?");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(kept()).isEqualTo(kept);
        assertThat(run("A", results).code()).as("used again").isZero();
    }

    @Test
    void refuseResultsUnderAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CommandLineResult refused = run("B", file.resolve("results"));
        assertThat(refused.err()).singleElement().asString().startsWith("recontrast: expected a folder to keep runs in")
                .contains("found a file at " + file + ": choose another folder");
        assertThat(refused.code()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refuseAFolderThatThisUserMayOnlyRead() throws IOException {
        Map<Path, String> kept = kept();
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(results), "this user may write everywhere, as root may");
            CommandLineResult refused = run("B", results);
            assertThat(refused.err()).singleElement().asString()
                    .contains("found a folder this user may not write to at " + results + ": choose another folder");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(kept()).isEqualTo(kept);
            assertThat(CommandLineResult.of("table", "6", "--results", results.toString()).code()).isZero();
        } finally {
            Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
