package recontrast.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder of a data set, seen without hidden files and in the order of names. */
record Folder(Path path) {

    private static final Set<String> IMAGE_EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp");
    private static final Set<String> OTHER_EXTENSIONS = Set.of("tif", "tiff", "gif", "webp", "jp2", "heic", "avif");

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

    /**
     * The images in it.
     *
     * @throws DataException where one would be left out: its format is another, or a link to it leads nowhere
     */
    List<Path> images() {
        listed(file -> OTHER_EXTENSIONS.contains(extension(file))).stream().findFirst().ifPresent(other -> {
            throw new DataException("expected png, jpg, jpeg or bmp images in " + path + ", found "
                    + other.getFileName() + ": convert it or take it out");
        });
        List<Path> images = listed(file -> IMAGE_EXTENSIONS.contains(extension(file)) && !Files.isDirectory(file));
        images.stream().filter(image -> !Files.exists(image)).findFirst().ifPresent(dangling -> {
            throw new DataException("expected an image at " + dangling + ", found a link that leads nowhere:"
                    + " put the image there or remove the link");
        });
        images.stream().filter(image -> !Files.isRegularFile(image)).findFirst().ifPresent(other -> {
            throw new DataException("expected an image at " + other + ", found " + Found.at(other)
                    + ": put an image there or take it out");
        });
        return images;
    }

    List<Sample> good(List<Path> images) {
        return images.stream().map(image -> sample(image, Sample.GOOD)).toList();
    }

    /** A file as a sample without a mask; its id is its path relative to this folder. */
    Sample sample(Path image, String defect) {
        return sample(image, defect, List.of(), Mask::read);
    }

    /**
     * A file as a sample.
     *
     * @param masks files that together mark where it is defective; none where there is no mask
     * @param reading how one of them is read
     */
    Sample sample(Path image, String defect, List<Path> masks, Function<Path, Mask> reading) {
        String id = path.relativize(image).toString().replace('\\', '/');
        Optional<Supplier<Mask>> mask = masks.isEmpty() ? Optional.empty()
                : Optional.of(() -> Mask.of(image, masks, reading));
        return new Sample(id, defect, () -> Picture.read(image), mask,
                Stream.concat(Stream.of(image), masks.stream()).toList(), "", Optional.empty());
    }

    List<Folder> folders() {
        return listed(Files::isDirectory).stream().map(Folder::new).toList();
    }

    List<String> folderNames() {
        return folders().stream().map(Folder::name).toList();
    }

    /** The files in it whose names end like that. */
    List<Path> files(String ending) {
        return listed(file -> file.getFileName().toString().endsWith(ending) && !Files.isDirectory(file));
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
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
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
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("expected a readable folder at " + path + ", found one that cannot be listed:"
                    + " check its permissions", e);
        }
    }
}
