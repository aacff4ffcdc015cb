package recontrast.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SHA-256 of files' contents; a file is read again only if it may have changed.
 *
 * @param memory folder in which digests are remembered, made when there are some; whatever is wrong with it, digests
 *     are right, only slower
 */
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
        FolderDigests known = memory.map(place -> FolderDigests.read(place, folder)).orElseGet(FolderDigests::none);
        Map<Path, FileState> states = files.stream().collect(Collectors.toMap(file -> file, FileState::of));
        List<Path> unknown = files.stream().filter(file -> known.of(file, states.get(file)).isEmpty()).toList();
        List<String> fresh = InParallel.map(unknown, FileDigests::read);
        for (int i = 0; i < fresh.size(); i++) {
            known.put(unknown.get(i), states.get(unknown.get(i)), fresh.get(i));
        }
        Map<Path, String> digests = new HashMap<>();
        files.forEach(file -> digests.put(file, known.of(file, states.get(file)).orElseThrow()));
        memory.ifPresent(place -> known.keep(place, folder));
        return digests;
    }

    private static String read(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static DataException unreadable(Path file, IOException why) {
        return new DataException("expected a readable file at " + file + ", found: " + why.getMessage()
                + "; check its permissions", why);
    }

    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
