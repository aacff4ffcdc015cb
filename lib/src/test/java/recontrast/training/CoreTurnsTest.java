package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Of one process here; {@code TrainingsAtOnceTest} has several. */
@Timeout(60)
class CoreTurnsTest {

    private static final int ALL = 1 << 20;
    private static final Duration EVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final List<CoreTurns> opened = new ArrayList<>();

    @AfterEach
    void end() {
        opened.forEach(CoreTurns::close);
    }

    private CoreTurns turns(Path where, Duration patience) {
        CoreTurns turns = CoreTurns.at(ALL, where, patience);
        opened.add(turns);
        return turns;
    }

    private CoreTurns holding(Path where) {
        CoreTurns holder = turns(where, EVER);
        holder.await();
        return holder;
    }

    @Test
    void areWaitedForWhileAnotherComputes() {
        CoreTurns holder = holding(folder);
        CoreTurns waiting = turns(folder, EVER);
        assertThat(waiting.contended()).isTrue();
        CompletableFuture<Void> turn = CompletableFuture.runAsync(waiting::await);
        assertThat(turn).isNotDone();
        holder.close();
        assertThat(turn).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void areNotContendedByNobody() {
        assertThat(turns(folder, EVER).contended()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysToBeSeen() throws Exception {
        holding(folder);
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        CoreTurns waiting = turns(folder, EVER);
        Thread training = new Thread(() -> {
            waiting.await();
            seen.complete(Thread.currentThread().isInterrupted());
        });
        training.start();
        while (training.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        training.interrupt();
        assertThat(seen).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
    }

    /** Its process was stopped by Ctrl-Z, say. */
    @Test
    void areNotWaitedForForeverWhereWhoHasTheCoresIsHalted() {
        holding(folder);
        CoreTurns waiting = turns(folder, Duration.ofMillis(50));
        waiting.await();
        waiting.await();
        assertThat(waiting.contended()).as("takes none from now on").isFalse();
    }

    @Test
    void areNeededByNobodyWhereNothingCanBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        holding(file);
        CoreTurns other = turns(file, EVER);
        other.await();
        assertThat(other.contended()).isFalse();
    }

    @Test
    void areTakenWithAllUsers() throws IOException {
        holding(folder);
        try (var files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs POSIX permissions");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-rw-rw-");
        }
    }

    /** That another user may have put where all can write. */
    @Test
    void followNoLink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(folder.resolve(CoreTurns.FILE), elsewhere);
        holding(folder);
        assertThat(turns(folder, EVER).contended()).as("no turns").isFalse();
        assertThat(elsewhere).hasContent("mine");
    }
}
