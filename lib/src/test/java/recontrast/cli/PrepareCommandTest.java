package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareCommandTest {

    @TempDir
    Path folder;

    private CommandLineResult prepare(String... more) {
        return CommandLineResult.of(Stream.concat(
                Stream.of("prepare", "--data", data().toString()),
                Stream.of(more)).toArray(String[]::new));
    }

    private Path data() {
        return folder.resolve("my data");
    }

    @Test
    void countsTheImagesOfEveryCategoryBesideThePublished() throws IOException {
        CategoryOnDisk.at(data().resolve("tile"), 3);
        CategoryOnDisk.goodOnly(data().resolve("wood"), 20);
        CommandLineResult result = prepare();
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("data     " + data(), "layout   a folder of categories, as MVTec AD");
        assertThat(result.text())
                .containsPattern("(?m)^tile +3 +0 +1 +1 +1 +230 +0 +33 +84 +84$")
                .containsPattern("(?m)^wood +20 +0 +0 +0 +0 +247 +0 +19 +60 +60$")
                .containsPattern("(?m)^zipper +240 +0 +32 +119 +119$")
                .containsPattern("(?m)^all +23 +0 +1 +1 +1 +3629 +0 +467 +1258 +1258$")
                .contains("Not MVTec AD as published: tile has 3 good training images instead of 230; ")
                .contains("; 3 more figures differ; missing or unusable: bottle, cable,")
                .contains(" transistor, zipper.");
    }

    @Test
    void saysWhatDiffers() throws IOException {
        for (String split : List.of("train", "test")) {
            for (String kind : List.of("NORMAL", "CNV", "DME", "DRUSEN")) {
                new CategoryOnDisk(data()).image(split + "/" + kind + "/" + kind + "-1-1.png", 8);
            }
        }
        assertThat(prepare().text()).containsPattern("(?m)^OCT2017 +1 +0 +1 +3 +0 +26315 +0 +250 +750 +0$")
                .contains("Not OCT2017 as published: OCT2017 has 1 good training images instead of 26315;")
                .contains("instead of 750.");
    }

    @Test
    void countsOwnImagesAlone() throws IOException {
        CategoryOnDisk.at(data(), 3);
        CommandLineResult result = prepare();
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^my data +3 +0 +1 +1 +1$").doesNotContain("published");
    }

    @Test
    void namesBrokenImages() throws IOException {
        CategoryOnDisk.at(data(), 3).text("train/good/1.png").text("ground_truth/hole/0_mask.png");
        assertThat(prepare().code()).isZero();
        CommandLineResult result = prepare("--check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("checked  my data: 5 images, 2 broken");
        assertThat(result.err()).hasSize(2)
                .allMatch(line -> line.startsWith("recontrast: expected a readable PNG, JPEG or BMP image in "))
                .anyMatch(line -> line.contains(data().resolve("train/good/1.png").toString()))
                .anyMatch(line -> line.contains(data().resolve("ground_truth/hole/0_mask.png").toString()));
    }

    @Test
    void findsNothingBrokenInGoodData() throws IOException {
        CategoryOnDisk.at(data(), 3);
        CommandLineResult result = prepare("--check");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("checked  my data: 5 images, none broken");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void namesUnusableCategoriesAndCountsTheOthers() throws IOException {
        CategoryOnDisk.at(data().resolve("mug"), 3);
        CategoryOnDisk.at(data().resolve("jug"), 2).image("test/hole/1.png", 8);
        CommandLineResult result = prepare();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).containsPattern("(?m)^mug +3 ");
        assertThat(result.err()).singleElement().asString().startsWith("recontrast: expected a mask for ")
                .contains("jug");
    }

    @Test
    void saysWhatToDoWhereThereIsNoData() throws IOException {
        Files.createDirectories(data());
        CommandLineResult result = prepare();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).singleElement().asString().contains("found nothing there");
        assertThat(CommandLineResult.of("prepare").code()).isEqualTo(2);
    }

    @Test
    void refusesAPathThatJavaCannotSpell() {
        CommandLineResult result = CommandLineResult.of("prepare", "--data", "a\0b");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString()
                .startsWith("recontrast: expected --data with letters that this locale has; found a")
                .endsWith(": set LC_ALL=C.UTF-8 (see recontrast prepare --help)");
    }

    @Test
    void comparesFigureByFigure() throws IOException {
        CategoryOnDisk bag = new CategoryOnDisk(data().resolve("screw_bag"));
        for (int i = 0; i < 360; i++) {
            bag.image("train/good/" + i + ".png", 1);
        }
        bag.image("validation/good/000.png", 1).image("test/logical_anomalies/000.png", 1);
        assertThat(prepare().text()).contains("layout   MVTec LOCO, as published")
                .containsPattern("(?m)^screw_bag +360 +1 +0 +1 +0 +360 +60 +122 +219 +219$")
                .contains("screw_bag has 1 good validation images instead of 60;")
                .doesNotContain("screw_bag has 360");
    }

    /** Their masks were lost in a conversion, say: nothing could be outlined. */
    @Test
    void saysThatAllMasksAreEmpty() throws IOException {
        CategoryOnDisk.at(data(), 3);
        Path mask = data().resolve("ground_truth/hole/0_mask.png");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY), "png", mask.toFile());
        CommandLineResult result = prepare("--check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).containsExactly("recontrast: expected masks of my data that mark something; found all"
                + " 1 empty, such as that of test/hole/0.png: defects are to be non-zero");
    }
}
