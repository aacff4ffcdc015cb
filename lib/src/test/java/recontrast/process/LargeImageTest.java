package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.cli.Main;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An image that Java's memory does not hold. */
class LargeImageTest {

    private static final int SIDE = 6000;

    @TempDir
    private Path folder;

    @Test
    void isNamed() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path large = images.resolve("large.png");
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY), "png", large.toFile());
        JavaProcess full = JavaProcess.run(Main.class, Map.of(), List.of("-Xmx64m"), folder.resolve("log"),
                "prepare", "--check", "--data", images.toString());
        assertThat(full.code()).isEqualTo(1);
        assertThat(full.said()).last().asString().isEqualTo("recontrast: expected Java heap to decode " + large
                + "; found its 64 MB full: set RECONTRAST_JAVA_OPTS=-Xmx4g, or make the image smaller");
    }
}
