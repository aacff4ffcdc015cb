package recontrast.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images of which nothing is known, to be scored. */
public final class LooseImages {

    private LooseImages() {
    }

    /**
     * The named files, and for each folder the images in it and its folders, as samples without a defect.
     *
     * @throws DataException if a path is neither, or there is no image
     */
    public static List<Sample> at(List<Path> paths) {
        List<Sample> samples = new ArrayList<>();
        for (Path path : paths) {
            Folder folder = Folder.of(path);
            if (folder.exists()) {
                samples.addAll(within(folder, folder));
            } else if (Files.isRegularFile(path)) {
                samples.add(new FileSamples(Folder.of(folder.path().getParent())).good(folder.path()));
            } else {
                throw new DataException("expected an image or a folder of images at " + path + "; found neither");
            }
        }
        if (samples.isEmpty()) {
            throw new DataException("expected images under " + paths + "; found none (png, jpg, jpeg or bmp)");
        }
        return samples;
    }

    private static List<Sample> within(Folder root, Folder folder) {
        List<Sample> samples = new ArrayList<>(new FileSamples(root).good(folder.images()));
        folder.folders().stream().filter(inner -> !Files.isSymbolicLink(inner.path())) // they may lead in circles
                .forEach(inner -> samples.addAll(within(root, inner)));
        return samples;
    }
}
