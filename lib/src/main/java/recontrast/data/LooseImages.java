package recontrast.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Images of which nothing is known, to be scored. */
public final class LooseImages {

    private LooseImages() { }

    /**
     * The named files, and for each folder the images in it and its folders, as samples without a defect; their ids
     * are relative to the innermost folder around all that was named.
     *
     * @throws DataException if a path is neither, or there is no image
     */
    public static List<Sample> at(List<Path> paths) {
        Folder root = around(paths.stream().map(LooseImages::folder).toList());
        List<Sample> samples = new ArrayList<>();
        for (Path path : paths) {
            Folder named = Folder.of(path);
            samples.addAll(named.exists() ? within(root, named) : root.good(List.of(named.path())));
        }
        if (samples.isEmpty()) {
            throw new DataException("expected images under " + paths + "; found none (png, jpg, jpeg or bmp)");
        }
        return samples;
    }

    /** What was named, or the folder of the file that was. */
    private static Path folder(Path named) {
        if (!Files.isDirectory(named) && !Files.isRegularFile(named)) {
            throw new DataException("expected an image or a folder of images at " + named + "; found "
                    + (Files.exists(named) ? Found.at(named) : "neither"));
        }
        Path path = Folder.of(named).path();
        return Files.isDirectory(path) ? path : path.getParent();
    }

    private static Folder around(List<Path> folders) {
        return Stream.iterate(folders.get(0), Objects::nonNull, Path::getParent)
                .filter(outer -> folders.stream().allMatch(folder -> folder.startsWith(outer)))
                .findFirst()
                .map(Folder::new)
                .orElseThrow(() -> new DataException("expected images of one drive; found " + folders));
    }

    private static List<Sample> within(Folder root, Folder folder) {
        List<Sample> samples = new ArrayList<>(root.good(folder.images()));
        folder.folders().stream().filter(inner -> !Files.isSymbolicLink(inner.path())) // they may lead in circles
                .forEach(inner -> samples.addAll(within(root, inner)));
        return samples;
    }
}
