package recontrast.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs on disk, one folder each: {@code run.json}, {@code checkpoint.safetensors}, and while unfinished a state to go
 * on from. Each file is written under another name and moved, so a kill leaves the last good one.
 */
public final class RunStore {

    static final String CHECKPOINT = "checkpoint.safetensors";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}"); // a copy's folder is named otherwise

    private final Path runs;
    private final Optional<RunStore> shared;
    private final boolean keepsModels;

    private RunStore(Path runs, Optional<RunStore> shared, boolean keepsModels) {
        this.runs = runs;
        this.shared = shared;
        this.keepsModels = keepsModels;
    }

    /**
     * The store in {@code results}, made when the first run is saved; beside it, only read, the finished runs of the
     * folder that RECONTRAST_SHARED_RESULTS names in the environment, if it does.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    public static RunStore in(Path results) {
        RunStore own = new RunStore(results.resolve("runs"), Optional.empty(), false);
        return setting("RECONTRAST_SHARED_RESULTS", "recontrast.shared.results")
                .map(folder -> own.beside(existing(Path.of(folder)))).orElse(own);
    }

    private static Path existing(Path shared) {
        if (!Files.isDirectory(shared)) {
            throw new IllegalArgumentException("expected a folder of results in RECONTRAST_SHARED_RESULTS; found no folder "
                    + shared + ": mount it, name another, or unset the variable");
        }
        return shared;
    }

    /** This store, beside whose runs the finished ones of another folder of results are found too; it is only read. */
    public RunStore beside(Path sharedResults) {
        return new RunStore(
                runs, Optional.of(new RunStore(sharedResults.resolve("runs"), Optional.empty(), false)), keepsModels);
    }

    /** This store, which from now on keeps the model of every evaluation. */
    public RunStore keepingModels() {
        return new RunStore(runs, shared, true);
    }

    /**
     * The store in the folder that the environment variable RECONTRAST_RESULTS names, else the system property
     * {@code recontrast.results}, which every kernel has, or in {@code results}.
     */
    public static RunStore standard() {
        return in(Path.of(setting("RECONTRAST_RESULTS", "recontrast.results").orElse("results")));
    }

    private static Optional<String> setting(String variable, String property) {
        return Optional.ofNullable(System.getenv(variable)).filter(folder -> !folder.isBlank())
                .or(() -> Optional.ofNullable(System.getProperty(property)));
    }

    /** The folder of all runs that are made. */
    public Path path() {
        return runs;
    }

    /** The folder of a run that is made here. */
    public Path folder(RunSpec spec) {
        return runs.resolve(spec.id());
    }

    /** The folder of a run that was found: this store's, or that of a finished run beside it. */
    public Path place(RunSpec spec) {
        return holder(spec).folder(spec);
    }

    private RunStore holder(RunSpec spec) {
        return shared.filter(beside -> !finished(spec) && beside.finished(spec)).orElse(this);
    }

    private boolean finished(RunSpec spec) {
        return found(spec).filter(RunResult::finished).isPresent();
    }

    /** Whether a run that was found may be changed. */
    public boolean owns(RunSpec spec) {
        return holder(spec) == this;
    }

    /** The model of a run, once it has been evaluated or stopped. */
    public Path checkpoint(RunSpec spec) {
        return place(spec).resolve(CHECKPOINT);
    }

    /** The models that are there of a run, by steps taken: the one kept, and others if it was told to keep them. */
    public SortedMap<Integer, Path> models(RunResult run) {
        SortedMap<Integer, Path> models = new TreeMap<>();
        run.history().evaluations().forEach(at -> models.put(at.iteration(), model(place(run.spec()), at.iteration())));
        models.values().removeIf(file -> !Files.exists(file));
        models.put(run.modelSteps(), checkpoint(run.spec()));
        return models;
    }

    private static Path model(Path folder, int iterations) {
        return folder.resolve("model-%06d.safetensors".formatted(iterations));
    }

    /** Where the model of an evaluation is to be kept, if it is. */
    Optional<Path> modelToKeep(RunSpec spec, int iterations) {
        return keepsModels ? Optional.of(model(folder(spec), iterations)) : Optional.empty();
    }

    /** What is known of a run with this specification. */
    public Optional<RunResult> find(RunSpec spec) {
        return holder(spec).found(spec);
    }

    private Optional<RunResult> found(RunSpec spec) {
        Path file = folder(spec).resolve(RunFile.NAME);
        return Files.exists(file) ? Optional.of(RunFile.read(file)) : Optional.empty();
    }

    /**
     * The run whose id starts with these characters, one of this store's before others; no other is read.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     * @throws IllegalStateException if it is damaged
     */
    public RunResult named(String start) {
        List<Path> own = matching(start);
        List<Path> matching = own.isEmpty() ? shared.map(beside -> beside.matching(start)).orElse(own) : own;
        return Optional.of(matching).filter(one -> one.size() == 1 && !start.isBlank())
                .flatMap(one -> find(RunFile.read(one.get(0)).spec()))
                .orElseThrow(() -> new IllegalArgumentException("expected the id of one run in " + runs + "; found "
                        + (matching.size() < 2 ? "no run " : matching.size() + " runs that start with ") + start));
    }

    private List<Path> matching(String start) {
        return files().stream()
                .filter(file -> ID.matcher(folderName(file)).matches() && folderName(file).startsWith(start)).toList();
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
        Map<String, RunResult> all = new LinkedHashMap<>();
        for (Path file : files()) {
            try {
                RunResult run = RunFile.read(file);
                all.put(run.spec().id(), run);
            } catch (IllegalStateException | UncheckedIOException unusable) {
                passedOver.accept(unusable.getMessage());
            }
        }
        shared.ifPresent(beside -> beside.all(passedOver).stream().filter(RunResult::finished).forEach(theirs ->
                all.merge(theirs.spec().id(), theirs, (own, same) -> own.finished() ? own : same)));
        return List.copyOf(all.values());
    }

    /** The {@code run.json} of every folder that has one. */
    private List<Path> files() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try {
            return inside(runs).stream().map(folder -> folder.resolve(RunFile.NAME)).filter(Files::exists).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a run as it is now; files of earlier states go once it is on disk. */
    void save(RunResult result) {
        Path folder = folder(result.spec());
        try {
            RunFile.write(result, folder.resolve(RunFile.NAME));
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

    /**
     * Forgets a run.
     *
     * @throws IllegalStateException if somebody trains it
     */
    @SuppressWarnings("try") // the lock is held, not used
    public void delete(RunSpec spec) {
        Path folder = folder(spec);
        if (Files.isDirectory(folder)) {
            try (Lock reserved = lock(spec); Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
            }
        }
    }

    /** Bytes that a run takes on disk, with all that lies in its folder. */
    public long size(RunSpec spec) {
        try (Stream<Path> files = Files.walk(place(spec))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place(spec) + ": " + e.getMessage(), e);
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
