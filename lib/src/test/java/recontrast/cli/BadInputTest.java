package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.detector.Method;
import recontrast.rival.Rivals;

/** Whatever is wrong is said in one line. */
class BadInputTest {

    private static final String SEE_RUN = " (see recontrast run --help)";

    @TempDir
    Path folder;

    private CommandLineResult run(String... args) {
        return CommandLineResult.of(Stream.concat(
                Stream.of("run", "--iterations", "2", "--size", "64", "--device", "cpu", "--results",
                        folder.resolve("results").toString()),
                Stream.of(args)).toArray(String[]::new));
    }

    private static CommandLineResult runWith(String... args) {
        return CommandLineResult.of(Stream.concat(Stream.of("run"), Stream.of(args)).toArray(String[]::new));
    }

    private CommandLineResult runOn(CategoryOnDisk category) {
        return run("--data", category.root().toString());
    }

    private static void assertRefused(CommandLineResult result, int code, String line) {
        assertThat(result.err()).containsExactly("recontrast: " + line);
        assertThat(result.code()).isEqualTo(code);
    }

    private static void assertRefusedSaying(CommandLineResult result, int code, Object... parts) {
        assertThat(result.err()).hasSize(1);
        assertThat(result.err().get(0)).startsWith("recontrast: ");
        for (Object part : parts) {
            assertThat(result.err().get(0)).contains(part.toString());
        }
        assertThat(result.code()).isEqualTo(code);
    }

    private CategoryOnDisk tile() throws IOException {
        return CategoryOnDisk.at(folder.resolve("data/tile"), 4);
    }

    @Test
    void namesTheVariantsWhereThereIsNoSuchOne() throws IOException {
        assertRefused(run("--data", tile().root().toString(), "--variant", "steady"), 2,
                "expected variant standard, stable or unified; found steady" + SEE_RUN);
    }

    @Test
    void namesTheNearestFolderOfAMissingOne() throws IOException {
        tile();
        Path missing = folder.resolve("data/tyle");
        assertRefused(run("--data", missing.toString()), 1, "expected train/good under " + missing + "; found nothing at "
                + missing + ", beside it tile: did you mean tile?");
    }

    @Test
    void asksForGoodImagesWhereThereAreNone() throws IOException {
        Path good = folder.resolve("tile/train/good");
        Files.createDirectories(good);
        assertRefused(run("--data", folder.resolve("tile").toString()), 1,
                "expected good images in " + good + ", found none: add png, jpg, jpeg or bmp files");
    }

    @Test
    void namesAnUnreadableImage() throws IOException {
        assertRefusedSaying(runOn(tile().text("train/good/0.png")), 1, "expected a readable PNG",
                folder.resolve("data/tile/train/good/0.png"), "save it again");
    }

    @Test
    void namesAMaskWithoutAnImage() throws IOException {
        Path mask = folder.resolve("data/tile/ground_truth/hole/7_mask.png");
        assertRefused(runOn(tile().image("ground_truth/hole/7_mask.png", 64)), 1, "expected an image for the mask "
                + mask + ", found none of that name in " + folder.resolve("data/tile/test/hole")
                + ": add the image or remove the mask");
    }

    @Test
    void namesAnImageWithoutAMaskAmongMasked() throws IOException {
        assertRefusedSaying(runOn(tile().image("test/hole/1.png", 64)), 1, "expected a mask for",
                folder.resolve("data/tile/test/hole/1.png"), "add the mask or remove the image");
    }

    @Test
    void saysBothSizesOfAMaskThatDoesNotFit() throws IOException {
        assertRefusedSaying(runOn(tile().image("ground_truth/hole/0_mask.png", 48)), 1,
                "expected a mask of 64 x 64 pixels", "found 48 x 48", "0_mask.png");
    }

    @Test
    void refusesWeightsOfAnotherBackbone() throws IOException {
        CategoryOnDisk tile = tile();
        assertRefusedSaying(run("--data", tile.root().toString(), "--backbone", "resnet18", "--weights", "embedded"), 1,
                "expected weights of resnet18", "embedded lacks it", "are these the weights of another backbone?");
    }

    @Test
    void saysWhichFileToPutWhereOffline() throws IOException {
        String cache = System.getenv("RECONTRAST_CACHE");
        assertRefused(run("--data", tile().root().toString(), "--backbone", "resnet18", "--offline"), 1, "expected"
                + " resnet18-f37072fd.pth in " + cache + "; found none, and offline nothing is downloaded: put"
                + " https://download.pytorch.org/models/resnet18-f37072fd.pth (46.8 MB) at " + cache
                + "/resnet18-f37072fd.pth");
    }

    @Test
    void refusesImageNetWeightsOfTheEmbeddedBackbone() {
        assertRefused(run("--weights", "imagenet"), 2, "expected a backbone with ImageNet weights, one of resnet18,"
                + " resnet50, wide_resnet50_2; found efficientnet_lite0: choose one of these, or weights embedded" + SEE_RUN);
    }

    @Test
    void refusesMissingWeights() {
        for (String kind : List.of(".safetensors", ".pth")) {
            Path nowhere = folder.resolve("no" + kind);
            assertRefused(run("--weights", nowhere.toString()), 2, "expected a " + kind + " file with an encoder's"
                    + " weights at " + nowhere + "; found nothing: check the path" + SEE_RUN);
        }
    }

    @Test
    void refusesAPthThatIsNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pth"), "These are no weights, whatever the name.");
        assertRefusedSaying(run("--data", tile().root().toString(), "--weights", text.toString()), 1,
                "cannot read " + text + ": expected a file of torch.save; found another kind of file");
    }

    @Test
    void refusesWeightsThatAreNoSafetensors() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "These are no weights, whatever the name.");
        assertRefusedSaying(run("--data", tile().root().toString(), "--weights", text.toString()), 1,
                "expected tensors in the safetensors format in " + text, "is the file complete?");
    }

    @Test
    void listsTheConfigurationsForAnUnknownOne() {
        assertRefused(run("--config", "A,F"), 2,
                "expected a configuration out of A, B, B+hm, C, D, C+cp, E-gl, E, Ours, " + Rivals.ALL.stream()
                        .map(Method::name).collect(Collectors.joining(", ")) + "; found F" + SEE_RUN);
    }

    @Test
    void listsTheBackbonesForAnUnknownOne() {
        assertRefused(run("--backbone", "vgg"), 2,
                "expected a backbone out of [efficientnet_lite0, resnet18, resnet50, wide_resnet50_2]; found vgg" + SEE_RUN);
    }

    @Test
    void suggestsTheNearestCategory() throws IOException {
        tile();
        Path data = folder.resolve("data");
        assertRefused(run("--data", data.toString(), "--category", "tila"), 1,
                "expected train/good under " + data.resolve("tila") + "; found tile: did you mean tile?");
    }

    @Test
    void asksWhichOfSeveralCategories() throws IOException {
        tile();
        CategoryOnDisk.goodOnly(folder.resolve("data/wood"), 2);
        assertRefused(run("--data", folder.resolve("data").toString()), 2,
                "expected --category with one of tile, wood, or all; found none" + SEE_RUN);
    }

    @Test
    void refusesAnUnknownDevice() {
        assertRefused(runWith("--device", "tpu"), 2,
                "expected device auto, cpu, gpu or gpu1, gpu2, ...; found tpu" + SEE_RUN);
    }

    @Test
    void refusesASizeBetweenTwoMultiplesOf32() {
        assertRefused(runWith("--size", "100"), 2, "expected an image side that is a multiple of 32, at least 64;"
                + " found 100: use 96" + SEE_RUN);
    }

    @Test
    void refusesTilesThatCannotBe() throws IOException {
        assertRefused(runWith("--tile", "100"), 2,
                "expected a tile that is a multiple of 32, at least 64; found 100: use 96" + SEE_RUN);
        assertRefused(runWith("--tile", "64", "--overlap", "64"), 2, "expected an overlap of 0 to 63 pixels, less than a"
                + " tile; found 64: an eighth of a tile is usual" + SEE_RUN);
        assertRefused(runWith("--overlap", "8"), 2,
                "expected --tile beside --overlap; found --overlap 8 alone: give the side of a tile too" + SEE_RUN);
        assertRefused(runWith("--tile", "128", "--size", "96"), 2, "expected images of at least a tile of 128; found 96:"
                + " give a larger size or smaller tiles" + SEE_RUN);
        assertRefused(runWith("--tile", "96", "--data", tile().root().toString(), "--results",
                folder.resolve("results").toString()), 1, "expected an image of at least a tile of 96; found 64 in"
                + " train/good/0.png: choose smaller tiles, or a size to resize images to");
    }

    @Test
    void refusesABatchOfOne() {
        assertRefused(run("--batch", "1"), 2, "expected batch at least 2, for batch statistics; found 1" + SEE_RUN);
    }

    @Test
    void refusesAFileInPlaceOfTheResults() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(runWith("--results", file.toString()), 2, "expected a folder to keep runs in at --results " + file
                + "; found a file at " + file + ": choose another folder" + SEE_RUN);
    }

    @Test
    void refusesWordsForNumbers() {
        assertRefused(runWith("--iterations", "many"), 2,
                "expected a whole number for --iterations; found many" + SEE_RUN);
        assertRefused(run("--seed", "0,x"), 2, "expected a whole number for --seed; found x" + SEE_RUN);
        assertRefused(run("--encoder-lr", "small"), 2, "expected a number for --encoder-lr; found small" + SEE_RUN);
    }

    @Test
    void refusesAnOptionGivenTwice() {
        assertRefused(runWith("--size", "64", "--size", "96"), 2,
                "option '--size' (PIXELS) should be specified only once" + SEE_RUN);
    }

    @Test
    void suggestsTheNearestOption() {
        assertRefused(run("--categry", "tile"), 2, "unknown argument --categry: did you mean --category?" + SEE_RUN);
    }

    @Test
    void asksForACommand() {
        assertRefused(CommandLineResult.of(), 2, "missing required subcommand (see recontrast --help)");
    }

    @Test
    void showsTheStackTraceOnlyWithDebug() {
        CommandLineResult debugged = run("--config", "F", "--debug");
        assertThat(debugged.err().size()).isGreaterThan(5);
        assertThat(debugged.err().get(1)).contains("UsageException");
    }
}
