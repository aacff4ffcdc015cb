package recontrast.data;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/** The ways a data set may lie on disk, in the order in which they are tried. */
public enum Layout {

    /** One category with logical and structural anomalies. */
    LOCO_CATEGORY("one category of MVTec LOCO, as published", "train/good", MvtecLoco::isCategory,
            MvtecLoco::categoryAt),

    /** Categories with logical and structural anomalies. */
    LOCO_CATEGORIES("MVTec LOCO, as published", "train/good", MvtecLoco::isAt, MvtecLoco::at),

    /** The folder is a category. */
    ONE_CATEGORY("one category, as in MVTec AD", "train/good", CategoryFolder::isAt,
            folder -> new SingleCategory(new CategoryFolder(folder, folder.name()).category())),

    /** Its folders are categories. */
    MANY_CATEGORIES("a folder of categories, as MVTec AD", "train/good", CategoryFolders::isAt,
            folder -> new CategoryFolders(folder, folder.name())),

    /** The split file beside the objects. */
    VISA("VisA, as published", "split_csv/1cls.csv (VisA)", Visa::isAt, Visa::at),

    /** The grades beside the retinas. */
    APTOS("APTOS 2019, as published", "train.csv with train_images (APTOS)", Aptos::isAt, Aptos::at),

    /** Healthy and diseased scans in two splits. */
    OCT2017("OCT2017, as published", "train/NORMAL with test/CNV (OCT2017)", Oct2017::isAt, Oct2017::at),

    /** Lesions and their kinds in three splits. */
    ISIC2018("ISIC 2018 task 3, as published", "ISIC2018_Task3_Training_Input (ISIC2018)", Isic2018::isAt,
            Isic2018::at),

    /** It holds good images, and nothing says what a defect is. */
    GOOD_IMAGES("good images to train on", "images",
            folder -> !folder.in("train").exists() && !folder.images().isEmpty(),
            folder -> new SingleCategory(CategoryFolder.ofGoodImages(folder)));

    private final String description;
    private final String mark;
    private final Predicate<Folder> matches;
    private final Function<Folder, Dataset> reader;

    Layout(String description, String mark, Predicate<Folder> matches, Function<Folder, Dataset> reader) {
        this.description = description;
        this.mark = mark;
        this.matches = matches;
        this.reader = reader;
    }

    /**
     * The layout of a folder.
     *
     * @throws DataException naming what was looked for, what is there and the nearest folder that would do
     */
    public static Layout of(Path root) {
        return new LayoutSearch(Folder.of(root)).found();
    }

    static Dataset open(Path root) {
        return of(root).reader.apply(Folder.of(root));
    }

    /** In a few words. */
    public String description() {
        return description;
    }

    /** What tells it, as messages name it. */
    String mark() {
        return mark;
    }

    boolean matches(Folder folder) {
        return matches.test(folder);
    }
}
