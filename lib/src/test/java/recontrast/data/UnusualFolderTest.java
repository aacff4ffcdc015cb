package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static recontrast.data.DatasetTree.ids;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.weights.Weights;

/** What lies in folders besides images, and how folders and images may be called. */
class UnusualFolderTest {

    @TempDir
    Path temp;
    private DatasetTree part;

    @BeforeEach
    void oneCategory() {
        part = new DatasetTree(temp.resolve("part"))
                .images("train/good/0.png", "train/good/1.png", "test/good/0.png", "test/hole/0.png")
                .mask("ground_truth/hole/0_mask.png", 255);
    }

    private Category category() {
        return part.open().category("part");
    }

    private Path good(String name) {
        return part.root().resolve("train/good").resolve(name);
    }

    private void assertRefused(String line) {
        assertThatThrownBy(this::category).isInstanceOf(DataException.class).hasMessage(line);
    }

    private void assertUnchanged() {
        assertThat(ids(category().train())).containsExactly("train/good/0.png", "train/good/1.png");
        assertThat(ids(category().test())).containsExactly("test/good/0.png", "test/hole/0.png");
        assertThat(category().hasMasks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a part", "tab\there", "d\u00E9faut", "\u90E8\u54C1", "\u0434\u0435\u0442\u0430",
        "emoji \uD83D\uDD29", "100%", "a;b", "quote'", "double\"quote", "$HOME", "-dash", "a+b", "brackets[1]", "#1",
        "trailing ", "dot.in.name", "CON"})
    void readsFoldersOfAnyName(String name) {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name));
        DatasetTree tree = new DatasetTree(temp.resolve(name)).images("train/good/" + name + ".png",
                "test/" + name + "/" + name + ".png");
        Category category = tree.open().category(name);
        assertThat(ids(category.train())).containsExactly("train/good/" + name + ".png");
        assertThat(category.test().get(0).defect()).isEqualTo(name);
        assertThat(category.train().get(0).picture().get().width()).isEqualTo(DatasetTree.WIDTH);
    }

    @Test
    void readsNamesAsLongAsFileSystemsAllow() {
        String longest = "n".repeat(251) + ".png";
        part.images("train/good/" + longest);
        assertThat(ids(category().train())).endsWith("train/good/" + longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.PNG", "2.Jpg", "2.JPEG", "2.bMP"})
    void readsExtensionsInAnyCase(String name) throws IOException {
        Files.copy(good("0.png"), good(name)); // told by its contents
        assertThat(ids(category().train())).endsWith("train/good/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".DS_Store", "Thumbs.db", "desktop.ini", "._0.png", ".0.png.swp", "readme.txt",
        "image.png.part", "png", "0.json"})
    void passesOverWhatIsNoImage(String name) {
        for (String folder : List.of("train/good/", "test/good/", "test/hole/", "ground_truth/hole/", "test/", "")) {
            part.text(folder + name, "not an image");
        }
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.tif", "2.TIFF", "2.gif", "2.webp", "2.jp2", "2.heic", "2.avif"})
    void refusesFormatsThatItWouldLeaveOut(String name) {
        part.text("train/good/" + name, "whatever is in it");
        assertRefused("expected png, jpg, jpeg or bmp images in " + good("") + ", found " + name
                + ": convert it or take it out");
    }

    @Test
    void passesOverFoldersWithinFolders() {
        part.images("train/good/more/2.png", "test/hole/more/2.png", "train/good/3.png/4.png");
        assertUnchanged();
    }

    @Test
    void followsLinksToImagesAndFolders() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        new DatasetTree(elsewhere).images("2.png", "good/0.png");
        Files.createSymbolicLink(good("2.png"), elsewhere.resolve("2.png"));
        assertThat(ids(category().train())).endsWith("train/good/2.png");
        Files.createSymbolicLink(temp.resolve("linked"), part.root());
        assertThat(Dataset.open(temp.resolve("linked")).category("linked").train()).hasSize(3);
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(good("2.png"), temp.resolve("gone.png"));
        assertRefused("expected an image at " + good("2.png") + ", found a link that leads nowhere: put the image there"
                + " or remove the link");
    }

    @Test
    void refusesALinkToItself() throws IOException {
        Files.createSymbolicLink(good("2.png"), good("2.png"));
        assertRefused("expected an image at " + good("2.png") + ", found a link that leads nowhere: put the image there"
                + " or remove the link");
    }

    @Test
    void endsWhereFoldersLeadInCircles() throws IOException {
        Files.createSymbolicLink(part.root().resolve("test/again"), part.root());
        Files.createSymbolicLink(part.root().resolve("test/hole/up"), part.root().resolve("test"));
        Files.createSymbolicLink(part.root().resolve("around"), part.root().resolve("around"));
        assertUnchanged();
        assertThat(LooseImages.at(List.of(part.root()))).hasSize(5);
    }

    @Test
    void saysThatAFolderCannotBeListed() throws IOException {
        Path good = good("");
        assumeTrue(good.toFile().setReadable(false, false));
        try {
            assumeFalse(Files.isReadable(good), "this user reads everything");
            assertRefused("expected a readable folder at " + good + ", found one that cannot be listed:"
                    + " check its permissions");
        } finally {
            assertThat(good.toFile().setReadable(true, true)).isTrue();
        }
    }

    @Test
    void asksForImagesWhereAFolderIsEmpty() throws IOException {
        Files.delete(good("0.png"));
        Files.delete(good("1.png"));
        assertRefused("expected good images in " + good("") + ", found none: add png, jpg, jpeg or bmp files");
    }

    @Test
    void takesAFileInPlaceOfAFolderForNone() throws IOException {
        Path root = Files.createDirectories(temp.resolve("file/train"));
        Files.createFile(root.resolve("good"));
        assertThatThrownBy(() -> Dataset.open(temp.resolve("file"))).isInstanceOf(DataException.class).message()
                .hasLineCount(1).startsWith("expected one of train/good");
    }

    /** Whoever opens one waits for somebody to write into it. */
    @Test
    @Timeout(60)
    void namesAFifoAsWhatItIs() throws Exception {
        Path fifo = good("2.png");
        assumeTrue(DatasetTree.madeFifo(fifo), "needs mkfifo");
        assertRefused("expected an image at " + fifo + ", found a FIFO: put an image there or take it out");
        assertThatThrownBy(() -> Picture.read(fifo)).hasMessage(
                "expected an image at " + fifo + ", found a FIFO: check the path");
        assertThatThrownBy(() -> LooseImages.at(List.of(fifo))).hasMessage(
                "expected an image or a folder of images at " + fifo + "; found a FIFO");
        assertThatThrownBy(() -> Dataset.open(fifo)).hasMessageContaining("; found a FIFO: ");
        Path weights = temp.resolve("weights.pth");
        assumeTrue(DatasetTree.madeFifo(weights), "needs mkfifo");
        assertThatThrownBy(() -> Weights.file(weights)).hasMessageContaining("; found a FIFO: ");
    }

    @Test
    void aCategoryCalledAllIsNotTakenForAllOfThem() {
        DatasetTree tree = new DatasetTree(temp.resolve("set")).images("all/train/good/0.png", "nut/train/good/0.png");
        assertThatThrownBy(() -> tree.open().named("all")).isInstanceOf(DataException.class).hasMessage("expected"
                + " categories of other names than all, which means all of them; found all, nut: rename that folder");
        assertThat(tree.open().named("nut")).extracting(Category::name).containsExactly("nut");
    }
}
