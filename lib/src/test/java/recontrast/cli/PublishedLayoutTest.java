package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are not the paper's, counted beside what was published of them. */
class PublishedLayoutTest {

    @TempDir
    Path folder;

    /** What is printed of a data set: its layout, and rows of counts that match these patterns. */
    private static String counted(Path data, String layout, String... rows) {
        CommandLineResult result = CommandLineResult.of("prepare", "--data", data.toString());
        assertThat(result.code()).as(String.join("\n", result.err())).isZero();
        assertThat(result.text()).contains("layout   " + layout);
        Stream.of(rows).forEach(row -> assertThat(result.text()).containsPattern("(?m)^" + row + "$"));
        return result.text();
    }

    @Test
    void countsMetalParts() throws IOException {
        assertThat(counted(PublishedTree.mpdd(folder.resolve("MPDD"), "connector", "tubes"),
                "a folder of categories, as MVTec AD",
                "connector +1 +0 +1 +1 +1 +128 +0 +30 +14 +14", "tubes +1 +0 +1 +1 +1 +122 +0 +32 +69 +69"))
                .contains("Not MPDD as published: ", "; missing or unusable: bracket_black, bracket_brown,");
    }

    @Test
    void countsProducts() throws IOException {
        assertThat(counted(PublishedTree.btad(folder.resolve("BTech"), "01", "02", "03"), "BTAD, as published",
                "01 +1 +0 +1 +1 +1 +400 +0 +21 +49 +49", "03 +1 +0 +1 +1 +1 +1000 +0 +400 +41 +41",
                "all +3 +0 +3 +3 +3 +1799 +0 +451 +290 +290")).contains("Not BTAD as published: ");
    }

    @Test
    void countsSurfaces() throws IOException {
        assertThat(counted(PublishedTree.kolektorSdd2(folder.resolve("KSDD2")), "KolektorSDD2, as published",
                "KolektorSDD2 +1 +0 +1 +1 +1 +2085 +0 +894 +110 +110")).contains("Not KolektorSDD2 as published: ");
    }

    @Test
    void countsCommutators() throws IOException {
        assertThat(counted(PublishedTree.kolektorSdd(folder.resolve("KolektorSDD")), "KolektorSDD, as published",
                "KolektorSDD +4 +0 +1 +1 +1 +277 +0 +70 +52 +52")).contains("Not KolektorSDD as published: ");
    }

    /** How many of a texture's defective images are in either part was not found published. */
    @Test
    void countsTextures() throws IOException {
        counted(PublishedTree.dagm(folder.resolve("DAGM2007"), "Class1", "Class7"), "DAGM 2007, as published",
                "Class1 +1 +0 +1 +1 +1", "all +2 +0 +2 +2 +2");
    }

    /** How the published totals are shared among the objects was not found. */
    @Test
    void countsObjects() throws IOException {
        counted(PublishedTree.realIad(folder.resolve("Real-IAD"), "toy", "usb"), "Real-IAD, as published",
                "toy +1 +0 +1 +1 +1", "all +2 +0 +2 +2 +2");
    }
}
