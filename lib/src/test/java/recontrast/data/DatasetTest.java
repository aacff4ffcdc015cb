package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

    private static final String SOUGHT = "expected one of train/good, 01/train/ok with 01/test/ko (BTAD),"
            + " split_csv/1cls.csv (VisA), train.csv with train_images (APTOS), train/NORMAL with test/CNV (OCT2017),"
            + " ISIC2018_Task3_Training_Input (ISIC2018), train with NAME_GT.png (KolektorSDD2),"
            + " kos01 with Part0_label.bmp (KolektorSDD), Class1/Train/Label (DAGM),"
            + " realiad_jsons (Real-IAD), images under ";

    @TempDir
    Path temp;
    private Path root;
    private Path bottle;

    /** Two categories, bottle with a masked defect and cable with training images only. */
    @BeforeEach
    void twoCategories() {
        root = temp.resolve("mvtec");
        bottle = root.resolve("bottle");
        image("bottle/train/good/001.png");
        image("bottle/train/good/000.PNG");
        image("bottle/train/good/.hidden.png");
        image("bottle/test/good/000.png");
        image("bottle/test/hole/000.png");
        image("bottle/test/hole/001.png");
        image("bottle/ground_truth/hole/000_mask.png");
        image("bottle/ground_truth/hole/001.png");
        image("cable/train/good/000.jpeg");
    }

    @Test
    void aFolderOfCategoriesIsOpened() {
        Dataset dataset = Dataset.open(root);
        assertThat(dataset.name()).isEqualTo("mvtec");
        assertThat(dataset.categories()).containsExactly("bottle", "cable");
        Category category = dataset.category("bottle");
        assertThat(category.dataset()).isEqualTo("mvtec");
        assertThat(category.name()).isEqualTo("bottle");
        assertThat(ids(category.train())).containsExactly("train/good/000.PNG", "train/good/001.png");
        assertThat(ids(category.test())).containsExactly("test/good/000.png", "test/hole/000.png", "test/hole/001.png");
        assertThat(category.hasMasks()).isTrue();
    }

    @Test
    void samplesKnowTheirDefectAndLoadTheirFiles() {
        Sample hole = Dataset.open(root).category("bottle").test().get(1);
        assertThat(hole.defect()).isEqualTo("hole");
        assertThat(hole.anomalous()).isTrue();
        assertThat(hole.picture().get().width()).isEqualTo(4);
        assertThat(hole.mask().orElseThrow().get().values()).hasSize(12).containsOnly(255);
    }

    @Test
    void oneCategoryIsOpenedByItself() {
        Dataset dataset = Dataset.open(bottle);
        assertThat(dataset.categories()).containsExactly("bottle");
        assertThat(dataset.category("bottle").test()).hasSize(3);
        assertThatThrownBy(() -> dataset.category("cable"))
                .isInstanceOf(DataException.class)
                .hasMessage("expected category bottle, the only one of bottle; found cable: use bottle");
    }

    @Test
    void aFolderOfImagesIsForTraining() {
        Category category = Dataset.open(bottle.resolve("test/hole")).category("hole");
        assertThat(ids(category.train())).containsExactly("000.png", "001.png");
        assertThat(category.train()).noneMatch(Sample::anomalous);
        assertThat(category.test()).isEmpty();
        assertThat(category.hasMasks()).isFalse();
    }

    @Test
    void masksAreOptional() throws IOException {
        Files.delete(bottle.resolve("ground_truth/hole/000_mask.png"));
        Files.delete(bottle.resolve("ground_truth/hole/001.png"));
        Category category = Dataset.open(bottle).category("bottle");
        assertThat(category.hasMasks()).isFalse();
        assertThat(category.test()).hasSize(3).allMatch(sample -> sample.mask().isEmpty());
    }

    @Test
    void theFingerprintFollowsTheDataNotItsPlace() throws IOException {
        String before = Dataset.open(root).category("bottle").fingerprint();
        assertThat(before).matches("[0-9a-f]{64}");
        Path moved = Files.move(root, temp.resolve("elsewhere"));
        assertThat(Dataset.open(moved).category("bottle").fingerprint()).isEqualTo(before);
        Files.write(moved.resolve("bottle/train/good/001.png"), new byte[5]);
        assertThat(Dataset.open(moved).category("bottle").fingerprint()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train/good/001.png", "test/good/000.png", "test/hole/000.png",
        "ground_truth/hole/000_mask.png"})
    void theFingerprintFollowsContentsOfEqualSize(String name) throws IOException {
        String before = Dataset.open(root).category("bottle").fingerprint();
        Path file = bottle.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(Dataset.open(root).category("bottle").fingerprint()).isNotEqualTo(before);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(Dataset.open(root).category("bottle").fingerprint()).isEqualTo(before);
    }

    @Test
    void aMisspeltFolderIsSuggested() {
        assertFails(() -> Dataset.open(root.resolve("bottel")),
                "expected train/good under " + root.resolve("bottel") + "; found nothing at " + root.resolve("bottel")
                        + ", beside it bottle, cable: did you mean bottle?");
    }

    @Test
    void aMisspeltCategoryIsSuggested() {
        assertFails(() -> Dataset.open(root).category("Cabel"),
                "expected train/good under " + root.resolve("Cabel") + "; found bottle, cable: did you mean cable?");
        assertFails(() -> Dataset.open(root).category("zipper"),
                "expected train/good under " + root.resolve("zipper") + "; found bottle, cable: name one of them");
    }

    @Test
    void theFirstMissingFolderOfAPathIsSuggested() {
        Path wrong = temp.resolve("mvtek/bottle");
        assertFails(() -> Dataset.open(wrong), "expected train/good under " + wrong + "; found nothing at "
                + temp.resolve("mvtek") + ", beside it mvtec: did you mean mvtec?");
        Path file = bottle.resolve("train/good/001.png");
        assertFails(() -> Dataset.open(file.resolve("x")), "expected train/good under " + file.resolve("x")
                + "; found a file at " + file + ", beside it nothing there: check the path");
    }

    @Test
    void aShortNameIsNotGuessedFromNoneOfItsLetters() {
        Path wrong = root.resolve("no");
        image("mnt/train/good/000.png");
        assertFails(() -> Dataset.open(wrong), "expected train/good under " + wrong + "; found nothing at " + wrong
                + ", beside it bottle, cable, mnt: name one of them");
    }

    @Test
    void aFolderTooFarUpOrDownIsCorrected() {
        assertFails(() -> Dataset.open(temp), SOUGHT + temp + "; found mvtec: did you mean " + root + "?");
        assertFails(() -> Dataset.open(bottle.resolve("test")), SOUGHT + bottle.resolve("test")
                + "; found good, hole: did you mean " + bottle + "?");
    }

    @Test
    void goodAndDefectFoldersAreNotGuessedToBeASplit() {
        image("parts/good/000.png");
        image("parts/scratch/000.png");
        Path parts = root.resolve("parts");
        assertFails(() -> Dataset.open(parts), SOUGHT + parts + "; found good, scratch:"
                + " put good images to train on in train/good, others in test/good and test/DEFECT");
    }

    @Test
    void aFileIsNoDataset() {
        Path file = bottle.resolve("test/good/000.png");
        assertFails(() -> Dataset.open(file),
                "expected a folder at " + file + "; found a file: open the folder it is in");
    }

    @Test
    void noTrainingImagesAreReported() throws IOException {
        Path good = Files.createDirectories(root.resolve("empty/train/good"));
        assertFails(() -> Dataset.open(root.resolve("empty")),
                "expected good images in " + good + ", found none: add png, jpg, jpeg or bmp files");
    }

    @Test
    void aMaskWithoutImageIsReported() {
        image("bottle/ground_truth/hole/002_mask.png");
        assertFails(() -> Dataset.open(bottle), "expected an image for the mask "
                + bottle.resolve("ground_truth/hole/002_mask.png") + ", found none of that name in "
                + bottle.resolve("test/hole") + ": add the image or remove the mask");
    }

    @Test
    void masksWithoutATestFolderAreReported() {
        image("bottle/ground_truth/dent/000_mask.png");
        assertFails(() -> Dataset.open(bottle), "expected an image for the mask "
                + bottle.resolve("ground_truth/dent/000_mask.png") + ", found none of that name in "
                + bottle.resolve("test/dent") + ": add the image or remove the mask");
    }

    @Test
    void aDefectiveImageWithoutMaskIsReported() {
        image("bottle/test/hole/002.png");
        assertFails(() -> Dataset.open(bottle), "expected a mask for " + bottle.resolve("test/hole/002.png")
                + ", as other images there have one; found no 002_mask.png in " + bottle.resolve("ground_truth/hole")
                + ": add the mask or remove the image");
    }

    @Test
    void aMaskOfAnotherSizeIsReportedWhenLoaded() {
        Path mask = TestImages.grey(bottle.resolve("ground_truth/hole/001.png"), 5, 3, 255);
        Sample hole = Dataset.open(bottle).category("bottle").test().get(2);
        assertFails(() -> hole.mask().orElseThrow().get(), "expected a mask of 4 x 3 pixels, as its image "
                + bottle.resolve("test/hole/001.png") + "; found 5 x 3 in " + mask
                + ": give the mask its image's size");
    }

    private void image(String path) {
        TestImages.grey(root.resolve(path), 4, 3, 255);
    }

    private static void assertFails(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(DataException.class).hasMessage(message);
    }
}
