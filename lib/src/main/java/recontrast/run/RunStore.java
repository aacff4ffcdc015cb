package recontrast.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs on disk, one folder each: {@code run.json}, {@code checkpoint.safetensors}, and while unfinished a state to go
 * on from. Each file is written under another name and moved, so a kill leaves the last good one.
 */
public final class RunStore {

    private static final String RUN = RunFile.NAME;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}"); // a copy's folder is named otherwise

    private final Path runs;

    private RunStore(Path runs) {
        this.runs = runs;
    }

    /** The store in {@code results}, made when the first run is saved. */
    public static RunStore in(Path results) {
        return new RunStore(results.resolve("runs"));
    }

    /**
     * The store in the folder that the environment variable RECONTRAST_RESULTS names, else the system property
     * {@code recontrast.results}, which every kernel has, or in {@code results}.
     */
    public static RunStore standard() {
        return in(Path.of(Optional.ofNullable(System.getenv("RECONTRAST_RESULTS"))
                .filter(folder -> !folder.isBlank())
                .orElseGet(() -> System.getProperty("recontrast.results", "results"))));
    }

    /** The folder of a run. */
    public Path folder(RunSpec spec) {
        return runs.resolve(spec.id());
    }

    /** The model of a run, once it has been evaluated or stopped. */
    public Path checkpoint(RunSpec spec) {
        return folder(spec).resolve("checkpoint.safetensors");
    }

    /** What is known of a run with this specification. */
    public Optional<RunResult> find(RunSpec spec) {
        Path file = folder(spec).resolve(RUN);
        return Files.exists(file) ? Optional.of(RunFile.read(file)) : Optional.empty();
    }

    /**
     * The run whose id starts with these characters; no other is read.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     * @throws IllegalStateException if it is damaged
     */
    public RunResult named(String start) {
        List<Path> matching = files().stream()
                .filter(file -> ID.matcher(folderName(file)).matches() && folderName(file).startsWith(start)).toList();
        if (matching.size() != 1 || start.isBlank()) {
            throw new IllegalArgumentException("expected the id of one run in " + runs + "; found "
                    + (matching.isEmpty() ? "no run " : matching.size() + " runs that start with ") + start);
        }
        return RunFile.read(matching.get(0));
    }

    private static String folderName(Path file) {
        return file.getParent().getFileName().toString();
    }

    /** Every run in this store; a folder with anything else is passed over and named on standard error. */
    public List<RunResult> all() {
        return all(System.err::println);
    }

    /**
     * Every run in this store.
     *
     * @param passedOver is told of each folder whose run is damaged or belongs in another one, in a line
     */
    public List<RunResult> all(Consumer<String> passedOver) {
        List<RunResult> all = new ArrayList<>();
        for (Path file : files()) {
            try {
                all.add(RunFile.read(file));
            } catch (IllegalStateException | UncheckedIOException unusable) {
                passedOver.accept(unusable.getMessage());
            }
        }
        return all;
    }

    /** The {@code run.json} of every folder that has one. */
    private List<Path> files() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try {
            return inside(runs).stream().map(folder -> folder.resolve(RUN)).filter(Files::exists).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a run as it is now; files of earlier states go once it is on disk. */
    void save(RunResult result) {
        Path folder = folder(result.spec());
        Path partial = folder.resolve(RUN + ".partial");
        try {
            RunFile.write(result, partial);
            Files.move(partial, folder.resolve(RUN),
                    StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            for (Path file : inside(folder)) {
                String name = file.getFileName().toString();
                if (name.startsWith("state-") && !result.state().equals(Optional.of(name))) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the run in " + folder + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Forgets a run. */
    public void delete(RunSpec spec) {
        Path folder = folder(spec);
        if (Files.isDirectory(folder)) {
            try {
                for (Path file : inside(folder)) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reserves a run for this process until the lock is closed.
     *
     * @throws IllegalStateException if somebody else trains it
     */
    Lock lock(RunSpec spec) {
        Path folder = folder(spec);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("expected to train " + spec + " alone; found another process or cell"
                        + " training it: wait for it, or choose another --results folder");
            }
            return new Lock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    /** A reserved run. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
