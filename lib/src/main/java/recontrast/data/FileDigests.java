package recontrast.data;

import org.apiguardian.api.API;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SHA-256 of files' contents; a file is read again only if it may have changed.
 *
 * <p>In memory there is a file for each folder, named by the digest of its path: the digest of all that follows, then a
 * line a file: name, state and digest. One that is not like that holds nothing.
 *
 * @param memory folder in which digests are remembered, made when there are some; whatever is wrong with it, digests
 *     are right, only slower
 */
@API(status = API.Status.EXPERIMENTAL)
public record FileDigests(Optional<Path> memory) {

    /** Reads every file whenever it is asked. */
    public static final FileDigests AFRESH = new FileDigests(Optional.empty());

    /** With what is remembered in that folder. */
    public static FileDigests rememberedIn(Path folder) {
        return new FileDigests(Optional.of(folder));
    }

    /**
     * The digests of files, in hex; they are read on all processors.
     *
     * @throws DataException where a file cannot be read
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    Map<Path, String> of(Collection<Path> files) {
        Map<Path, String> digests = new HashMap<>();
        files.stream().distinct().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()))
                .forEach((folder, inside) -> digests.putAll(of(folder, inside)));
        return digests;
    }

    private Map<Path, String> of(Path folder, List<Path> files) {
        Optional<Path> place = memory.map(inside -> inside.resolve(Sha256.of(folder.toString())));
        Map<String, String> known = place.map(FileDigests::known).orElseGet(HashMap::new);
        Map<Path, FileState> states = files.stream().collect(Collectors.toMap(file -> file, FileState::of));
        Map<Path, String> digests = new HashMap<>();
        states.forEach((file, state) -> Optional.ofNullable(known.get(name(file)))
                .filter(line -> line.startsWith(state.attributes() + '\t'))
                .ifPresent(line -> digests.put(file, line.substring(line.indexOf('\t') + 1))));
        List<Path> unknown = files.stream().filter(file -> !digests.containsKey(file)).toList();
        List<String> fresh = InParallel.map(unknown, FileDigests::read);
        boolean learned = false;
        for (int i = 0; i < fresh.size(); i++) {
            FileState state = states.get(unknown.get(i));
            digests.put(unknown.get(i), fresh.get(i));
            if (state.settled()) {
                known.put(name(unknown.get(i)), state.attributes() + '\t' + fresh.get(i));
                learned = true;
            }
        }
        if (learned) {
            place.ifPresent(file -> keep(known, file));
        }
        return digests;
    }

    private static String read(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException why) {
        return new DataException("expected a readable file at " + file + ", found: " + why.getMessage()
                + "; check its permissions", why);
    }

    private static String name(Path file) {
        return URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    }

    /** States and digests by name. */
    private static Map<String, String> known(Path place) {
        try {
            String[] parts = Files.readString(place).split("\n", 2);
            if (parts.length == 2 && Sha256.of(parts[1]).equals(parts[0])) {
                return parts[1].lines()
                        .filter(line -> line.split("\t").length == 3) // another version may write other lines
                        .map(line -> line.split("\t", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> other, HashMap::new));
            }
        } catch (IOException nothingToRead) {
            // as if nothing were known
        }
        return new HashMap<>();
    }

    /** Where two processes do so at once, the later one's stays. */
    private static void keep(Map<String, String> known, Path place) {
        String lines = known.entrySet().stream().map(line -> line.getKey() + '\t' + line.getValue() + '\n')
                .collect(Collectors.joining());
        try {
            Files.createDirectories(place.getParent());
            Path partial = Files.createTempFile(place.getParent(), "partial", "");
            try {
                Files.writeString(partial, Sha256.of(lines) + '\n' + lines);
                Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException cannotBeKept) {
            // then files are read again next time
        }
    }

    /**
     * What a file looks like from outside: when its contents change, so does this.
     *
     * @param attributes its size and times; where the system has them, the time of its last change, which nobody can set,
     *     and its number, which tells it from a file that took its place
     * @param changed the latest of its times
     * @param seen when it was looked at
     */
    private record FileState(String attributes, Instant changed, Instant seen) {

        private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2); // FAT's

        static FileState of(Path file) {
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            String wanted = unix ? "unix:size,lastModifiedTime,ctime,ino" : "size,lastModifiedTime,creationTime";
            try {
                Instant seen = Instant.now();
                TreeMap<String, Object> attributes = new TreeMap<>(Files.readAttributes(file, wanted));
                return new FileState(attributes.toString(), attributes.values().stream()
                        .filter(FileTime.class::isInstance).map(time -> ((FileTime) time).toInstant())
                        .max(Comparator.naturalOrder()).orElseThrow(), seen);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }

        /** Whether a change from now on would show: one within the same tick of the file system's clock would not. */
        boolean settled() {
            return changed.plus(COARSEST_CLOCK).isBefore(seen);
        }
    }
}
