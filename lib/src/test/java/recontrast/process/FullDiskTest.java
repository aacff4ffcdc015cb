package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.report.charts.Charts;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A shell limits the size of files. */
class FullDiskTest {

    private static final String SHELL = "/bin/bash";
    private static final int SIDE = 1000;

    @TempDir
    private Path folder;

    /** Saves a picture of noise, 3 MB. */
    public static void main(String[] arguments) {
        BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        noise.setRGB(0, 0, SIDE, SIDE, random.ints((long) SIDE * SIDE).toArray(), 0, SIDE);
        try {
            Charts.save(noise, Path.of(arguments[0]));
        } catch (RuntimeException full) {
            System.out.println(full.getMessage());
            System.exit(1);
        }
    }

    @Test
    void leavesThePictureOfBeforeAndNoPartOfTheNew() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SHELL)), "needs " + SHELL + ", which can limit the size of files");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Path before = Files.writeString(pictures.resolve("before.png"), "a picture");
        for (Path picture : List.of(before, pictures.resolve("new.png"))) {
            JavaProcess full = JavaProcess.run(List.of(SHELL, "-c", "ulimit -f 1000; exec \"$@\"", "limited"),
                    FullDiskTest.class, Map.of(), List.of("-Xmx256m"), folder.resolve("log"), picture.toString());
            assertThat(full.code()).isEqualTo(1);
            assertThat(full.said()).singleElement().asString().startsWith("cannot write " + picture);
        }
        assertThat(before).hasContent("a picture");
        try (Stream<Path> left = Files.list(pictures)) {
            assertThat(left).containsExactly(before);
        }
    }
}
