package recontrast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Samples that are files; their ids are paths relative to a folder.
 *
 * @param root that folder
 */
record FileSamples(Folder root) {

    List<Sample> good(List<Path> images) {
        return images.stream().map(this::good).toList();
    }

    Sample good(Path image) {
        return sample(image, Sample.GOOD, Optional.empty());
    }

    Sample defective(Path image, String defect) {
        return sample(image, defect, Optional.empty());
    }

    Sample defective(Path image, String defect, MaskFiles masks) {
        return sample(image, defect, Optional.of(masks));
    }

    private Sample sample(Path image, String defect, Optional<MaskFiles> masks) {
        String id = root.path().relativize(image).toString().replace('\\', '/');
        List<Path> marks = masks.map(MaskFiles::files).orElse(List.of());
        String sizes = Stream.concat(Stream.of(image), marks.stream())
                .map(FileSamples::size)
                .collect(Collectors.joining("+"));
        return new Sample(id, defect, () -> Picture.read(image), masks.map(files -> () -> files.over(image)), sizes)
                .readFrom(image);
    }

    private static String size(Path file) {
        try {
            return String.valueOf(Files.size(file));
        } catch (IOException e) {
            throw new DataException("expected a readable file at " + file + ", found: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }
}
