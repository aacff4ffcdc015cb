package recontrast.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One category as MVTec AD lays it out: {@code train/good}, {@code test/DEFECT}, {@code ground_truth/DEFECT}. MVTec
 * LOCO (Bergmann et al., IJCV 2022) adds {@code validation/good} and has the defects {@code logical_anomalies} and
 * {@code structural_anomalies}.
 *
 * <p>A mask is called {@code NAME_mask} or {@code NAME}, or is a folder {@code NAME} of several that count together;
 * no mask at all is allowed.
 *
 * @param folder the folder that holds them
 * @param dataset name of the data set it belongs to
 */
record CategoryFolder(Folder folder, String dataset) {

    /** The data set whose categories {@link #isLoco}. */
    static final String LOCO = "MVTec LOCO";

    private static final String SUFFIX = "_mask";

    static boolean isAt(Folder folder) {
        return trainingOf(folder).exists();
    }

    static boolean isLoco(Folder folder) {
        return isAt(folder) && Stream.of("logical_anomalies", "structural_anomalies")
                .anyMatch(anomalies -> folder.in("test", anomalies).exists());
    }

    /** The category of a folder with nothing but good images in it. */
    static Category ofGoodImages(Folder folder) {
        return new Category(folder.name(), folder.name(), folder.good(folder.images()), List.of());
    }

    private static Folder trainingOf(Folder folder) {
        return folder.in("train", Sample.GOOD);
    }

    /** @throws DataException where a mask has no image, or some images have one and others not */
    Category category() {
        List<Path> images = trainingOf(folder).images();
        if (images.isEmpty()) {
            throw new DataException("expected good images in " + trainingOf(folder).path()
                    + ", found none: add png, jpg, jpeg or bmp files");
        }
        List<Path> validation = folder.in("validation", Sample.GOOD).images();
        return new Category(dataset, folder.name(), folder.good(images), folder.good(validation), test());
    }

    private List<Sample> test() {
        folder.in("ground_truth").folderNames().stream()
                .filter(defect -> !defect.equals(Sample.GOOD) && !folder.in("test", defect).exists())
                .forEach(this::defective); // which refuses its masks
        return folder.in("test").folders().stream().flatMap(kind -> kind.name().equals(Sample.GOOD)
                ? folder.good(kind.images()).stream() : defective(kind.name()).stream()).toList();
    }

    private List<Sample> defective(String defect) {
        Map<String, List<Path>> masks = masks(defect);
        boolean masked = !masks.isEmpty();
        List<Sample> samples = new ArrayList<>();
        List<Path> unmasked = new ArrayList<>();
        for (Path image : folder.in("test", defect).images()) {
            List<Path> marked = Stream.of(Folder.stem(image) + SUFFIX, Folder.stem(image)).filter(masks::containsKey)
                    .findFirst().map(masks::remove).orElse(List.of());
            samples.add(folder.sample(image, defect, marked, Mask::read));
            if (marked.isEmpty()) {
                unmasked.add(image);
            }
        }
        masks.values().stream().findFirst().ifPresent(unpaired -> refuseMask(unpaired.get(0), defect));
        if (masked && !unmasked.isEmpty()) {
            refuseImage(unmasked.get(0), defect);
        }
        return samples;
    }

    /** By the name that an image of theirs has, or that with its suffix. */
    private Map<String, List<Path>> masks(String defect) {
        Folder truth = folder.in("ground_truth", defect);
        Map<String, List<Path>> masks = new TreeMap<>();
        truth.images().forEach(mask -> masks.put(Folder.stem(mask), List.of(mask)));
        truth.folders().stream()
                .filter(several -> !several.images().isEmpty())
                .forEach(several -> masks.put(several.name(), several.images()));
        return masks;
    }

    private void refuseMask(Path mask, String defect) {
        throw new DataException("expected an image for the mask " + mask + ", found none of that name in "
                + folder.in("test", defect).path() + ": add the image or remove the mask");
    }

    private void refuseImage(Path image, String defect) {
        throw new DataException("expected a mask for " + image + ", as other images there have one; found no "
                + Folder.stem(image) + SUFFIX + ".png in " + folder.in("ground_truth", defect).path()
                + ": add the mask or remove the image");
    }
}
