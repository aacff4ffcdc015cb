package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

    @TempDir
    Path temp;

    @Test
    void theLayoutsOfMvtecAdAreStillTheirOwn() {
        DatasetTree mvtec = new DatasetTree(temp).images("mvtec/bottle/train/good/000.png",
                "mvtec/bottle/test/broken_large/000.png", "mvtec/bottle/ground_truth/broken_large/000_mask.png");
        assertThat(Layout.of(mvtec.root().resolve("mvtec"))).isEqualTo(Layout.MANY_CATEGORIES);
        assertThat(Layout.of(mvtec.root().resolve("mvtec/bottle"))).isEqualTo(Layout.ONE_CATEGORY);
        assertThat(Layout.of(mvtec.root().resolve("mvtec/bottle/train/good"))).isEqualTo(Layout.GOOD_IMAGES);
    }

    @Test
    void aFolderTooFarUpOrDownIsCorrectedForEveryLayout() {
        new DatasetTree(temp).text("VisA/split_csv/1cls.csv", "object,split,label,image,mask")
                .images("OCT/train/NORMAL/0.jpeg", "OCT/test/CNV/0.jpeg", "VisA/candle/Data/Images/Normal/0.JPG");
        assertSuggests(temp, temp.resolve("OCT"));
        assertSuggests(temp.resolve("VisA/candle"), temp.resolve("VisA"));
        assertSuggests(temp.resolve("OCT/test"), temp.resolve("OCT"));
    }

    @Test
    void spacesAndLettersOfAnyAlphabetAreNoObstacle() {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("ß画"),
                "skipped: the locale does not have these letters");
        DatasetTree tree = new DatasetTree(temp.resolve("meine Bilder/größe 画像"))
                .images("train/good/Teil 1 ä.PNG", "test/Riß/é.JPG").mask("ground_truth/Riß/é_mask.PNG", 255);
        Category category = tree.open().category("größe 画像");
        assertThat(category.train().get(0).picture().get().width()).isEqualTo(DatasetTree.WIDTH);
        assertThat(category.test().get(0).defect()).isEqualTo("Riß");
        assertThat(category.test().get(0).mask().orElseThrow().get().values()).startsWith(255, 0);
    }

    @Test
    void linksThatRunInCirclesAreNotFollowedForEver() throws IOException {
        DatasetTree tree = new DatasetTree(temp.resolve("mvtec")).images("bottle/train/good/000.png");
        Files.createSymbolicLink(tree.root().resolve("all"), tree.root());
        Files.createSymbolicLink(tree.root().resolve("bottle/train/good/again"), tree.root().resolve("bottle"));
        Path self = tree.root().resolve("self");
        Files.createSymbolicLink(self, self);
        assertThat(tree.open().categories()).containsExactly("bottle");
        assertThat(tree.open().category("bottle").train()).hasSize(1);
        assertThatThrownBy(() -> Dataset.open(self)).isInstanceOf(DataException.class)
                .hasMessage("expected train/good under " + self + "; found nothing at " + self + ", beside it all, bottle:"
                        + " name one of them");
    }

    @Test
    void linkedFoldersAndImagesAreRead() throws IOException {
        DatasetTree store = new DatasetTree(temp.resolve("store")).images("a.png");
        DatasetTree tree = new DatasetTree(temp.resolve("mvtec")).images("bottle/train/good/000.png");
        Files.createSymbolicLink(tree.root().resolve("bottle/train/good/001.png"), store.root().resolve("a.png"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), tree.root());
        assertThat(Dataset.open(link).category("bottle").train()).hasSize(2);
    }

    private static void assertSuggests(Path wrong, Path right) {
        assertThatThrownBy(() -> Dataset.open(wrong)).isInstanceOf(DataException.class)
                .hasMessageContaining("under " + wrong + "; found ")
                .hasMessageEndingWith("did you mean " + right + "?");
    }
}
