package recontrast.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        Stream<Path> marked = masks.stream().flatMap(marks -> marks.files().stream());
        List<Path> files = Stream.concat(Stream.of(image), marked).toList();
        return new Sample(id, defect, () -> Picture.read(image), masks.map(marks -> () -> marks.over(image)), files, "",
                Optional.empty());
    }
}
