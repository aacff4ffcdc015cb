package recontrast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of a data set, seen without hidden files and in the order of names. */
record Folder(Path path) {

    private static final Set<String> IMAGE_EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp");

    /** The folder at an absolute path, so that it has a name even when given as {@code .}. */
    static Folder of(Path path) {
        return new Folder(path.toAbsolutePath().normalize());
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    String name() {
        return path.getNameCount() == 0 ? path.toString() : path.getFileName().toString();
    }

    Folder in(String first, String... more) {
        return new Folder(path.resolve(Path.of(first, more)));
    }

    List<Path> images() {
        return listed(file -> IMAGE_EXTENSIONS.contains(extension(file)) && Files.isRegularFile(file));
    }

    List<Folder> folders() {
        return listed(Files::isDirectory).stream().map(Folder::new).toList();
    }

    List<String> folderNames() {
        return folders().stream().map(Folder::name).toList();
    }

    /** Whether it holds a file of that name. */
    boolean holds(String file) {
        return Files.isRegularFile(path.resolve(file));
    }

    /** File name without its extension, which is what pairs an image with its mask. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** File name with its extension in lower case, so that {@code 000.JPG} is {@code 000.jpg}. */
    static String nameWithoutCase(Path file) {
        return stem(file) + "." + extension(file);
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** What the folder holds of a kind; nothing where there is no folder. */
    private List<Path> listed(Predicate<Path> kind) {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(kind)
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DataException("expected a readable folder at " + path + ", found: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }
}
