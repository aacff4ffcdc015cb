package recontrast.training;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Turns at the processor cores that the trainings of all users take on one machine. The engine's threads spin while they
 * wait for one another: two trainings on the same cores at once would not take twice as long, but five times.
 *
 * <p>A core is a byte of a file, locked by the training that computes on it. The first byte is locked by who is next,
 * lest one that lets go takes the cores again before it. A process lets go however it ends. Where no file can be
 * locked, and where whoever has the cores was halted, training goes on without turns.
 */
public final class CoreTurns implements AutoCloseable {

    static final String FILE = "recontrast-cores";

    private static final Duration PATIENCE = Duration.ofMinutes(1); // while nobody begins a turn
    private static final long LOOK_MILLIS = 2;
    private static final long TURN = Duration.ofMillis(400).toNanos();
    private static final long LONGEST_TURN = Duration.ofSeconds(4).toNanos();
    private static final int SHARE = 3; // of the time waited: more than TURN beside trainings with long steps
    private static final int NEXT = 0; // core 0 is byte 1
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path OF_ALL_USERS = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final Path file;
    private final int threads;
    private final Duration patience;
    private final List<Integer> cores = cores(); // the machine's numbers of them, ascending
    private final List<FileLock> held = new ArrayList<>();
    private Optional<FileChannel> channel;
    private long begun;
    private long length;
    private FileTime lastSeen = FileTime.fromMillis(0); // begin of a turn, whoever had it
    private long lastSeenAt;

    private CoreTurns(Path file, Optional<FileChannel> channel, int threads, Duration patience) {
        this.file = file;
        this.channel = channel;
        this.threads = Math.min(threads, cores.size());
        this.patience = patience;
    }

    /** Turns at as many cores as the engine has threads; on a GPU none are needed. */
    public static CoreTurns on(Device device) {
        return device.isGpu() ? none() : at(JniUtils.getNumThreads(), OF_ALL_USERS, PATIENCE);
    }

    /** Turns at so many cores with those who use the same folder. */
    static CoreTurns at(int threads, Path folder, Duration patience) {
        Path file = folder.resolve(FILE);
        return new CoreTurns(file, open(file), threads, patience);
    }

    /** It is always one's turn. */
    public static CoreTurns none() {
        return new CoreTurns(Path.of(""), Optional.empty(), 0, PATIENCE);
    }

    /** The cores that this process may compute on, as many as it may keep busy. */
    private static List<Integer> cores() {
        int count = Runtime.getRuntime().availableProcessors();
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line -> Arrays.stream(line.substring(ALLOWED.length()).strip().split(",")))
                    .map(range -> range.split("-"))
                    .flatMapToInt(ends -> IntStream.rangeClosed(
                            Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                    .limit(count).boxed().toList();
        } catch (IOException noLinux) {
            return IntStream.range(0, count).boxed().toList();
        }
    }

    /** The file, made for all users: a umask would keep the others out. */
    private static Optional<FileChannel> open(Path file) {
        try {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                make(file);
            }
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))
                    : Optional.empty();
        } catch (IOException unwritable) {
            return Optional.empty();
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException byAnother) {
            return;
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
    }

    /**
     * To be called before each piece of work: returns at once in a turn that lasts, else gives the cores up and waits
     * for the next one. An interrupt ends the waiting; the flag stays set.
     */
    public void await() {
        if (channel.isPresent() && !lasts() && !Thread.currentThread().isInterrupted()) {
            try {
                queue(channel.get());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (IOException | TimeoutException nobodyToTakeTurnsWith) {
                close();
            }
        }
    }

    private boolean lasts() {
        return held.size() == threads && System.nanoTime() - begun < length;
    }

    @SuppressWarnings("try") // the right to be next is held, not used
    private void queue(FileChannel bytes) throws IOException, InterruptedException, TimeoutException {
        giveUp();
        long queued = System.nanoTime();
        lastSeenAt = queued;
        Optional<FileLock> next = attempt(bytes, NEXT);
        while (next.isEmpty()) {
            pause();
            next = attempt(bytes, NEXT);
        }
        try (FileLock beforeAllOthers = next.get()) {
            while (!tookAll(bytes)) {
                pause();
            }
            bytes.write(ByteBuffer.allocate(1), NEXT); // shows that a turn begins; to open the file would unlock it
        }
        begun = System.nanoTime();
        length = Math.max(TURN, Math.min(LONGEST_TURN, (begun - queued) / SHARE));
    }

    private void pause() throws IOException, InterruptedException, TimeoutException {
        Thread.sleep(LOOK_MILLIS);
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(lastSeen)) {
            lastSeen = changed;
            lastSeenAt = System.nanoTime();
        } else if (System.nanoTime() - lastSeenAt > patience.toNanos()) {
            throw new TimeoutException("nobody begins a turn");
        }
    }

    private boolean tookAll(FileChannel bytes) throws IOException {
        for (int core : cores) {
            if (held.size() < threads) {
                attempt(bytes, 1 + core).ifPresent(held::add);
            }
        }
        return held.size() == threads;
    }

    private static Optional<FileLock> attempt(FileChannel bytes, long position) throws IOException {
        try {
            return Optional.ofNullable(bytes.tryLock(position, 1, false));
        } catch (OverlappingFileLockException thisProcess) {
            return Optional.empty();
        }
    }

    private void giveUp() throws IOException {
        for (FileLock lock : held) {
            lock.close();
        }
        held.clear();
    }

    /** What to know before training on a device where others are training on the same cores. */
    public static Optional<String> remark(Device device) {
        try (CoreTurns turns = on(device)) {
            return turns.contended()
                    ? Optional.of("in turns with other trainings on this machine") : Optional.empty();
        }
    }

    /** Whether others have cores that this would need. */
    boolean contended() {
        try {
            boolean contended = channel.isPresent() && !tookAll(channel.get());
            giveUp();
            return contended;
        } catch (IOException noTurns) {
            return false;
        }
    }

    /** Gives the cores up for good. */
    @Override
    public void close() {
        try {
            giveUp();
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException lockIsGone) {
            held.clear();
        }
        channel = Optional.empty();
    }
}
