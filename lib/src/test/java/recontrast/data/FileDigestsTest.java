package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {

    private static final String OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String OF_WORLD = "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7";
    private static final String MADE_UP = "0".repeat(64);

    @TempDir
    private Path temp;
    private Path memory;
    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        memory = temp.resolve("cache/digests");
        file = write("images/a\nb.png", "hello"); // a name with a line break
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(temp.resolve(name).getParent());
        return Files.writeString(temp.resolve(name), text);
    }

    private String digest(Path of) {
        return FileDigests.rememberedIn(memory).of(List.of(of)).get(of);
    }

    /** A file that was just written may be written again within the same tick of the clock: it is not remembered. */
    private static void settle() throws InterruptedException {
        Thread.sleep(2_100);
    }

    private Path remembered() throws IOException {
        try (Stream<Path> files = Files.list(memory)) {
            return files.reduce((one, other) -> {
                throw new AssertionError("expected one file; found " + one + " and " + other);
            }).orElseThrow();
        }
    }

    /** Puts a digest that no file has into the memory, so that it shows whether the file was read. */
    private void pretend() throws IOException {
        String lines = Files.readString(remembered()).split("\n", 2)[1].replace(OF_HELLO, MADE_UP);
        assertThat(lines).contains(MADE_UP);
        Files.writeString(remembered(), Sha256.of(lines) + "\n" + lines);
    }

    @Test
    void isTheSha256OfTheContents() { // printf hello | sha256sum
        assertThat(FileDigests.AFRESH.of(List.of(file, file))).containsOnly(Map.entry(file, OF_HELLO));
    }

    @Test
    void readsAFileOnce() throws Exception {
        settle();
        assertThat(digest(file)).isEqualTo(OF_HELLO);
        pretend();
        assertThat(digest(file)).as("remembered").isEqualTo(MADE_UP);
        Path other = write("images/other.png", "world");
        assertThat(FileDigests.rememberedIn(memory).of(List.of(file, other)))
                .containsEntry(file, MADE_UP).containsEntry(other, OF_WORLD);
    }

    @Test
    void readsAFileAgainWhoseSizeAndTimeAreAsBefore() throws Exception {
        settle();
        assertThat(digest(file)).isEqualTo(OF_HELLO);
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "world");
        Files.setLastModifiedTime(file, time);
        assertThat(digest(file)).isEqualTo(OF_WORLD);
    }

    @Test
    void readsAFileThatTookThePlaceOfAnother() throws Exception {
        Path folder = file.getParent();
        Path other = write("later/" + file.getFileName(), "world");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        settle();
        assertThat(digest(file)).isEqualTo(OF_HELLO);
        Files.move(folder, temp.resolve("earlier"));
        Files.move(other.getParent(), folder);
        assertThat(digest(file)).isEqualTo(OF_WORLD);
    }

    @Test
    void remembersNothingOfAFileJustWritten() throws IOException {
        assertThat(digest(file)).isEqualTo(OF_HELLO);
        assertThat(memory).doesNotExist();
    }

    @Test
    void tellsFoldersOfOneNameApart() throws Exception {
        Path twin = write("elsewhere/images/" + file.getFileName(), "world");
        Files.setLastModifiedTime(twin, Files.getLastModifiedTime(file));
        settle();
        assertThat(digest(file)).isEqualTo(OF_HELLO);
        assertThat(digest(twin)).isEqualTo(OF_WORLD);
    }

    @Test
    void aMemoryThatIsDamagedHoldsNothing() throws Exception {
        settle();
        digest(file);
        pretend();
        Path place = remembered();
        byte[] whole = Files.readAllBytes(place);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(place, changed);
            assertThat(digest(file)).as("byte %d changed", at).isEqualTo(OF_HELLO);
            Files.write(place, Arrays.copyOf(whole, at));
            assertThat(digest(file)).as("cut at byte %d", at).isEqualTo(OF_HELLO);
        }
        Files.delete(place);
        Files.createDirectories(place.resolve("in the way"));
        assertThat(digest(file)).as("a folder in its place").isEqualTo(OF_HELLO);
    }

    @Test
    void aMemoryThatCannotBeMadeIsDoneWithout() throws Exception {
        write("cache", "a file in the way");
        settle();
        assertThat(digest(file)).isEqualTo(OF_HELLO);
    }

    @Test
    void manyMayRememberAtOnce() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            files.add(write("many/" + i, "hello"));
        }
        settle();
        IntStream.range(0, 200).parallel().forEach(i -> assertThat(
                FileDigests.rememberedIn(memory).of(files.subList(i % 50, 50)).values()).containsOnly(OF_HELLO));
        assertThat(remembered()).isRegularFile();
        FileDigests.rememberedIn(memory).of(files);
        assertThat(Files.readString(remembered()).lines()).hasSize(51);
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        Path gone = file.resolveSibling("gone.png");
        assertThatThrownBy(() -> digest(gone)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("expected a readable file at " + gone);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> digest(file)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
