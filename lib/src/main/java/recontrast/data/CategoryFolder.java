package recontrast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One category as MVTec AD lays it out: {@code train/good}, {@code test/DEFECT}, {@code ground_truth/DEFECT}.
 *
 * @param folder the folder that holds them
 * @param dataset name of the data set it belongs to
 */
record CategoryFolder(Folder folder, String dataset) {

    static boolean isAt(Folder folder) {
        return trainingOf(folder).exists();
    }

    /** The category of a folder with nothing but good images in it. */
    static Category ofGoodImages(Folder folder) {
        CategoryFolder plain = new CategoryFolder(folder, folder.name());
        return new Category(folder.name(), folder.name(), plain.good(folder.images()), List.of());
    }

    Category category() {
        List<Path> images = trainingOf(folder).images();
        if (images.isEmpty()) {
            throw new DataException("expected good images in " + trainingOf(folder).path()
                    + ", found none: add png, jpg, jpeg or bmp files");
        }
        return new Category(dataset, folder.name(), good(images), test());
    }

    private List<Sample> good(List<Path> images) {
        return images.stream().map(image -> sample(image, Sample.GOOD, Optional.empty())).toList();
    }

    private static Folder trainingOf(Folder folder) {
        return folder.in("train", Sample.GOOD);
    }

    private List<Sample> test() {
        refuseMasksWithoutTestFolder();
        List<Sample> samples = new ArrayList<>();
        for (Folder kind : folder.in("test").folders()) {
            List<Path> images = kind.images();
            Map<Path, Path> masks = kind.name().equals(Sample.GOOD) ? Map.of() : truth(kind.name()).pairedWith(images);
            for (Path image : images) {
                samples.add(sample(image, kind.name(), Optional.ofNullable(masks.get(image))));
            }
        }
        return samples;
    }

    private GroundTruth truth(String defect) {
        return new GroundTruth(folder.in("ground_truth", defect), folder.in("test", defect));
    }

    private void refuseMasksWithoutTestFolder() {
        folder.in("ground_truth").folderNames().stream()
                .filter(defect -> !defect.equals(Sample.GOOD) && !folder.in("test", defect).exists())
                .forEach(defect -> truth(defect).pairedWith(List.of()));
    }

    private Sample sample(Path image, String defect, Optional<Path> mask) {
        String id = folder.path().relativize(image).toString().replace('\\', '/');
        String sizes = size(image) + mask.map(file -> "+" + size(file)).orElse("");
        return new Sample(id, defect, () -> Picture.read(image), mask.map(file -> () -> GroundTruth.mask(file, image)),
                sizes);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new DataException("expected a readable file at " + file + ", found: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }
}
