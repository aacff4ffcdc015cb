package recontrast.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One category as MVTec AD lays it out: {@code train/good}, {@code test/DEFECT}, {@code ground_truth/DEFECT}; MVTec
 * LOCO adds {@code validation/good}.
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
        return new Category(folder.name(), folder.name(), new FileSamples(folder).good(folder.images()), List.of());
    }

    Category category() {
        List<Path> images = trainingOf(folder).images();
        if (images.isEmpty()) {
            throw new DataException("expected good images in " + trainingOf(folder).path()
                    + ", found none: add png, jpg, jpeg or bmp files");
        }
        List<Path> validation = folder.in("validation", Sample.GOOD).images();
        return new Category(dataset, folder.name(), samples().good(images), samples().good(validation), test());
    }

    private FileSamples samples() {
        return new FileSamples(folder);
    }

    private static Folder trainingOf(Folder folder) {
        return folder.in("train", Sample.GOOD);
    }

    private List<Sample> test() {
        refuseMasksWithoutTestFolder();
        List<Sample> samples = new ArrayList<>();
        for (Folder kind : folder.in("test").folders()) {
            samples.addAll(kind.name().equals(Sample.GOOD) ? samples().good(kind.images()) : defective(kind));
        }
        return samples;
    }

    private List<Sample> defective(Folder kind) {
        List<Path> images = kind.images();
        Map<Path, MaskFiles> masks = truth(kind.name()).pairedWith(images);
        return images.stream()
                .map(image -> masks.containsKey(image)
                        ? samples().defective(image, kind.name(), masks.get(image))
                        : samples().defective(image, kind.name()))
                .toList();
    }

    private GroundTruth truth(String defect) {
        return new GroundTruth(folder.in("ground_truth", defect), folder.in("test", defect));
    }

    private void refuseMasksWithoutTestFolder() {
        folder.in("ground_truth").folderNames().stream()
                .filter(defect -> !defect.equals(Sample.GOOD) && !folder.in("test", defect).exists())
                .forEach(defect -> truth(defect).pairedWith(List.of()));
    }
}
