package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.process.JavaProcess;
import recontrast.run.RunSpec;
import recontrast.run.RunStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where runs cannot be kept, that is said in one line, and those that were kept before stay as they were. */
class ReadOnlyResultsTest {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

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
    void refuseAFolderThatThisUserMayOnlyRead() throws Exception {
        assumeTrue(Files.getFileStore(results).supportsFileAttributeView(PosixFileAttributeView.class),
                "needs POSIX permissions");
        Map<Path, String> kept = kept();
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            JavaProcess refused = bound("run", "--data", tile.root().toString(), "--config", "B");
            assertThat(refused.said()).singleElement().asString()
                    .contains("found a folder this user may not write to at " + results + ": choose another folder");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(kept()).isEqualTo(kept);
            assertThat(bound("table", "6").code()).as("reads what is there").isZero();
        } finally {
            Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** A command in a process that permissions bind; they do not bind root until it gives up that right. */
    private JavaProcess bound(String... command) throws Exception {
        boolean root = Files.isWritable(results);
        assumeTrue(!root || Files.isExecutable(SETPRIV), "as root, needs " + SETPRIV);
        String capabilities = "-dac_override,-dac_read_search";
        return JavaProcess.run(root ? List.of(SETPRIV.toString(), "--bounding-set=" + capabilities,
                        "--inh-caps=" + capabilities) : List.of(),
                Main.class, Map.of("RECONTRAST_RESULTS", results.toString()), List.of("-Xmx512m"),
                folder.resolve("log"), command);
    }
}
