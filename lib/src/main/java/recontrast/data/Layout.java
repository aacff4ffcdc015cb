package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways a data set may lie on disk, in the order in which they are tried. */
@API(status = API.Status.STABLE)
public enum Layout {

    /** One category with logical and structural anomalies. */
    LOCO_CATEGORY("one category of MVTec LOCO, as published", "train/good", PlainFolders.LOCO::areAt,
            only(folder -> PlainFolders.LOCO.category(folder, "MVTec LOCO", folder.name()))),

    /** Categories with logical and structural anomalies. */
    LOCO_CATEGORIES("MVTec LOCO, as published", "train/good", PlainFolders.LOCO::areIn,
            folder -> PlainFolders.LOCO.categories(folder, "MVTec LOCO")),

    /** The folder is a category. */
    ONE_CATEGORY("one category, as in MVTec AD", "train/good", PlainFolders.MVTEC::areAt,
            only(folder -> PlainFolders.MVTEC.category(folder, folder.name(), folder.name()))),

    /** Its folders are categories; MPDD (Jezek et al., ICUMT 2021) is published like that. */
    MANY_CATEGORIES("a folder of categories, as MVTec AD", "train/good", PlainFolders.MVTEC::areIn,
            folder -> PlainFolders.MVTEC.categories(folder, folder.name())),

    /** Products, their folders of images called {@code ok} and {@code ko}. */
    BTAD("BTAD, as published", "01/train/ok with 01/test/ko (BTAD)", PlainFolders.BTAD::areIn,
            folder -> PlainFolders.BTAD.categories(folder, "BTAD")),

    /** The split file beside the objects. */
    VISA("VisA, as published", "split_csv/1cls.csv (VisA)", Visa::isAt, Visa::at),

    /** The grades beside the retinas. */
    APTOS("APTOS 2019, as published", "train.csv with train_images (APTOS)", Aptos::isAt,
            only(folder -> new Aptos(folder).category())),

    /** Scans of the retina; the diseased ones under {@code train} stay unused. */
    OCT2017("OCT2017, as published", "train/NORMAL with test/CNV (OCT2017)", PlainFolders.OCT2017::areAt,
            only(folder -> PlainFolders.OCT2017.category(folder, "OCT2017", "OCT2017"))),

    /** Lesions and their kinds in three splits. */
    ISIC2018("ISIC 2018 task 3, as published", "ISIC2018_Task3_Training_Input (ISIC2018)", Isic2018::isAt,
            only(folder -> new Isic2018(folder).category())),

    /** Surfaces, each beside its mask. */
    KOLEKTOR_SDD2("KolektorSDD2, as published", "train with NAME_GT.png (KolektorSDD2)", KolektorSdd2::isAt,
            only(folder -> new KolektorSdd2(folder).category())),

    /** Commutators, each image beside its mask. */
    KOLEKTOR_SDD("KolektorSDD, as published", "kos01 with Part0_label.bmp (KolektorSDD)", KolektorSdd::isAt,
            only(folder -> new KolektorSdd(folder).category())),

    /** Textures whose defective images have a mask. */
    DAGM("DAGM 2007, as published", "Class1/Train/Label (DAGM)", Dagm::isAt, folder -> new Dagm(folder).dataset()),

    /** Objects, their lists beside the images. */
    REAL_IAD("Real-IAD, as published", "realiad_jsons (Real-IAD)", RealIad::isAt, RealIad::at),

    /** It holds good images, and nothing says what a defect is. */
    GOOD_IMAGES("good images to train on", "images", folder -> !folder.in("train").exists() && !folder.images().isEmpty(),
            only(folder -> new Category(folder.name(), folder.name(), folder.good(folder.images()), List.of())));

    private static final Set<Layout> OF_A_WHOLE =
            EnumSet.complementOf(EnumSet.of(MANY_CATEGORIES, LOCO_CATEGORIES, GOOD_IMAGES));
    private static final Set<Layout> UNMISTAKABLE = EnumSet.complementOf(EnumSet.of(GOOD_IMAGES));

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

    private static Function<Folder, Dataset> only(Function<Folder, Category> reader) {
        return folder -> Dataset.of(reader.apply(folder));
    }

    /**
     * The layout of a folder.
     *
     * @throws DataException naming what was looked for, what is there and the nearest folder that would do
     */
    public static Layout of(Path root) {
        Folder folder = Folder.of(root);
        if (!folder.exists()) {
            throw noFolder(folder.path());
        }
        return Stream.of(values()).filter(layout -> layout.matches.test(folder)).findFirst()
                .orElseThrow(() -> noLayout(folder));
    }

    static Dataset open(Path root) {
        return of(root).reader.apply(Folder.of(root));
    }

    /** In a few words. */
    public String description() {
        return description;
    }

    /** Names what lies beside the first part of the path that is no folder. */
    private static DataException noFolder(Path path) {
        if (Files.exists(path)) {
            return new DataException("expected a folder at " + path + "; found " + Found.at(path)
                    + ": open the folder it is in");
        }
        Path missing = path;
        while (!Files.isDirectory(missing.getParent())) {
            missing = missing.getParent();
        }
        Folder parent = new Folder(missing.getParent());
        return new DataException("expected train/good under " + path + "; found " + Found.at(missing) + " at " + missing
                + ", beside it " + new DidYouMean(parent.folderNames()).insteadOf(missing.getFileName().toString()));
    }

    private static DataException noLayout(Folder folder) {
        String advice = nearest(folder).map(near -> "did you mean " + near.path() + "?")
                .orElse("put good images to train on in train/good, others in test/good and test/DEFECT");
        String sought = Stream.of(values()).map(layout -> layout.mark).distinct().collect(Collectors.joining(", "));
        return new DataException("expected one of " + sought + " under " + folder.path() + "; found "
                + new DidYouMean(folder.folderNames()).listing() + ": " + advice);
    }

    /** A folder one step away that would do; not a folder of categories that this one merely lies beside. */
    private static Optional<Folder> nearest(Folder folder) {
        Stream<Folder> above = Optional.ofNullable(folder.path().getParent()).map(Folder::new).stream()
                .filter(parent -> hasOneOf(OF_A_WHOLE, parent));
        Stream<Folder> below = folder.folders().stream().filter(child -> hasOneOf(UNMISTAKABLE, child));
        return Stream.concat(above, below).findFirst();
    }

    private static boolean hasOneOf(Set<Layout> layouts, Folder folder) {
        return Files.isReadable(folder.path()) && layouts.stream().anyMatch(layout -> layout.matches.test(folder));
    }
}
