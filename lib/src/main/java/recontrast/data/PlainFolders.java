package recontrast.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A category whose folders alone tell what an image is, as MVTec AD lays it out: {@code train/good},
 * {@code test/DEFECT}, {@code ground_truth/DEFECT}, and in some data sets {@code validation/good}.
 *
 * <p>A mask is called {@code NAME_mask} or {@code NAME}, or is a folder {@code NAME} of several that count together;
 * no mask at all is allowed.
 *
 * @param good what the folders of good images are called
 * @param kinds folders of test images, the good ones too, that come first, in order, and a defective one of which tells
 *     the data set; others follow by name
 */
record PlainFolders(String good, List<String> kinds) {

    /** MVTec AD, and whatever is laid out like it. */
    static final PlainFolders MVTEC = new PlainFolders(Sample.GOOD);

    /** MVTec LOCO (Bergmann et al., IJCV 2022). */
    static final PlainFolders LOCO =
            new PlainFolders(Sample.GOOD, Sample.GOOD, "logical_anomalies", "structural_anomalies");

    /** BTAD (Mishra et al., VT-ADL, ISIE 2021); some of its masks mark nothing. */
    static final PlainFolders BTAD = new PlainFolders("ok", "ok", "ko");

    /** OCT2017 (Kermany et al., Cell 2018). */
    static final PlainFolders OCT2017 = new PlainFolders("NORMAL", "NORMAL", "CNV", "DME", "DRUSEN");

    private static final String MASKS = "ground_truth";

    PlainFolders(String good, String... kinds) {
        this(good, List.of(kinds));
    }

    private boolean canTrainIn(Folder folder) {
        return folder.in("train", good).exists();
    }

    boolean areAt(Folder folder) {
        return canTrainIn(folder) && (kinds.isEmpty() || kinds.stream()
                .anyMatch(kind -> !kind.equals(good) && folder.in("test", kind).exists()));
    }

    /** Whether some folder in this one is such a category. */
    boolean areIn(Folder folder) {
        return folder.folders().stream().anyMatch(this::areAt);
    }

    /** A folder of categories. */
    Dataset categories(Folder folder, String dataset) {
        List<String> names = folder.folders().stream().filter(this::canTrainIn).map(Folder::name).toList();
        return Dataset.of(dataset, names, name -> category(folder.in(name), dataset, name),
                name -> "expected train/" + good + " under " + folder.path().resolve(name) + "; found "
                        + new DidYouMean(names).insteadOf(name));
    }

    /** @throws DataException where a mask has no image, or some images have one and others not */
    Category category(Folder folder, String dataset, String name) {
        Folder train = folder.in("train", good);
        List<Path> images = train.images();
        if (images.isEmpty()) {
            throw new DataException("expected good images in " + train.path()
                    + ", found none: add png, jpg, jpeg or bmp files");
        }
        return new Category(dataset, name, folder.good(images), folder.good(folder.in("validation", good).images()),
                test(folder));
    }

    private List<Sample> test(Folder folder) {
        List<String> there = folder.in("test").folderNames();
        folder.in(MASKS).folderNames().stream().filter(defect -> !defect.equals(good) && !there.contains(defect))
                .forEach(defect -> defective(folder, defect)); // which refuses its masks
        return Stream.concat(kinds.stream().filter(there::contains), there.stream().filter(kind -> !kinds.contains(kind)))
                .flatMap(kind -> (kind.equals(good) ? folder.good(folder.in("test", good).images())
                        : defective(folder, kind)).stream()).toList();
    }

    private List<Sample> defective(Folder folder, String defect) {
        return MaskPairs.of(folder.in("test", defect), folder.in(MASKS, defect), "_mask.png").allOrNone().masks().entrySet()
                .stream().map(each -> folder.sample(each.getKey(), defect, each.getValue(), Mask::read)).toList();
    }
}
