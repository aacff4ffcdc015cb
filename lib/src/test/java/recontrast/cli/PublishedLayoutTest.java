package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are not the paper's, counted beside what was published of them. */
class PublishedLayoutTest {

    @TempDir
    Path folder;

    private static CommandLineResult prepare(Path data) {
        CommandLineResult result = CommandLineResult.of("prepare", "--data", data.toString());
        assertThat(result.code()).as(String.join("\n", result.err())).isZero();
        return result;
    }

    @Test
    void countsMetalParts() throws IOException {
        CommandLineResult result = prepare(PublishedTree.mpdd(folder.resolve("MPDD"), "connector", "tubes"));
        assertThat(result.text()).contains("layout   a folder of categories, as MVTec AD")
                .containsPattern("(?m)^connector +1 +0 +1 +1 +1 +128 +0 +30 +14 +14$")
                .containsPattern("(?m)^tubes +1 +0 +1 +1 +1 +122 +0 +32 +69 +69$")
                .contains("Not MPDD as published: ", "; missing or unusable: bracket_black, bracket_brown,");
    }

    @Test
    void countsProducts() throws IOException {
        CommandLineResult result = prepare(PublishedTree.btad(folder.resolve("BTech"), "01", "02", "03"));
        assertThat(result.text()).contains("layout   BTAD, as published")
                .containsPattern("(?m)^01 +1 +0 +1 +1 +1 +400 +0 +21 +49 +49$")
                .containsPattern("(?m)^03 +1 +0 +1 +1 +1 +1000 +0 +400 +41 +41$")
                .containsPattern("(?m)^all +3 +0 +3 +3 +3 +1799 +0 +451 +290 +290$")
                .contains("Not BTAD as published: ");
    }

    @Test
    void countsSurfaces() throws IOException {
        CommandLineResult result = prepare(PublishedTree.kolektorSdd2(folder.resolve("KSDD2")));
        assertThat(result.text()).contains("layout   KolektorSDD2, as published")
                .containsPattern("(?m)^KolektorSDD2 +1 +0 +1 +1 +1 +2085 +0 +894 +110 +110$")
                .contains("Not KolektorSDD2 as published: ");
    }

    @Test
    void countsCommutators() throws IOException {
        CommandLineResult result = prepare(PublishedTree.kolektorSdd(folder.resolve("KolektorSDD")));
        assertThat(result.text()).contains("layout   KolektorSDD, as published")
                .containsPattern("(?m)^KolektorSDD +4 +0 +1 +1 +1 +277 +0 +70 +52 +52$")
                .contains("Not KolektorSDD as published: ");
    }

    /** How many of a texture's defective images are in either part was not found published. */
    @Test
    void countsTextures() throws IOException {
        CommandLineResult result = prepare(PublishedTree.dagm(folder.resolve("DAGM2007"), "Class1", "Class7"));
        assertThat(result.text()).contains("layout   DAGM 2007, as published")
                .containsPattern("(?m)^Class1 +1 +0 +1 +1 +1$").containsPattern("(?m)^all +2 +0 +2 +2 +2$");
    }

    /** How the published totals are shared among the objects was not found. */
    @Test
    void countsObjects() throws IOException {
        CommandLineResult result = prepare(PublishedTree.realIad(folder.resolve("Real-IAD"), "toy", "usb"));
        assertThat(result.text()).contains("layout   Real-IAD, as published")
                .containsPattern("(?m)^toy +1 +0 +1 +1 +1$").containsPattern("(?m)^all +2 +0 +2 +2 +2$");
    }
}
