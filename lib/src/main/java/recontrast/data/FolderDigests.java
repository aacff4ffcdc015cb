package recontrast.data;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The digests of a folder's files as they were last seen. On disk, a file for each folder, named by the digest of its
 * path: the digest of all that follows, then a line a file: name, state and digest. One that is not like that holds
 * nothing.
 */
final class FolderDigests {

    private final Map<String, Entry> entries;
    private boolean learned = false;

    private record Entry(String attributes, String digest, boolean lasting) { }

    private FolderDigests(Map<String, Entry> entries) {
        this.entries = entries;
    }

    static FolderDigests none() {
        return new FolderDigests(new HashMap<>());
    }

    static FolderDigests read(Path memory, Path folder) {
        try {
            String[] parts = Files.readString(file(memory, folder)).split("\n", 2);
            if (parts.length == 2 && FileDigests.of(parts[1]).equals(parts[0])) {
                return new FolderDigests(parts[1].lines().map(line -> line.split("\t"))
                        .filter(line -> line.length == 3) // another version may write other lines
                        .collect(Collectors.toMap(line -> line[0], line -> new Entry(line[1], line[2], true),
                                (first, second) -> second, HashMap::new)));
            }
        } catch (IOException nothingToRead) {
            // as if nothing were known
        }
        return none();
    }

    private static Path file(Path memory, Path folder) {
        return memory.resolve(FileDigests.of(folder.toString()));
    }

    private static String name(Path file) {
        return URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    }

    /** The digest of a file that is as it was. */
    Optional<String> of(Path file, FileState state) {
        return Optional.ofNullable(entries.get(name(file)))
                .filter(entry -> entry.attributes.equals(state.attributes())).map(Entry::digest);
    }

    void put(Path file, FileState state, String digest) {
        entries.put(name(file), new Entry(state.attributes(), digest, state.settled()));
        learned |= state.settled();
    }

    /** Writes what was learned; where two processes do so at once, the later one's stays. */
    void keep(Path memory, Path folder) {
        if (learned) {
            String lines = entries.entrySet().stream().filter(entry -> entry.getValue().lasting)
                    .map(entry -> entry.getKey() + '\t' + entry.getValue().attributes + '\t'
                            + entry.getValue().digest + '\n')
                    .collect(Collectors.joining());
            replace(file(memory, folder), FileDigests.of(lines) + '\n' + lines);
        }
    }

    private static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), "partial", "");
            try {
                Files.writeString(partial, text);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException cannotBeKept) {
            // then files are read again next time
        }
    }
}
