package recontrast.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A small data set on disk, named as a published one. */
record DatasetTree(Path root) {

    static final int WIDTH = 4;
    static final int HEIGHT = 3;

    /** Grey images of 4 x 3 pixels. */
    DatasetTree images(String... names) {
        for (String name : names) {
            TestImages.grey(root.resolve(name), WIDTH, HEIGHT, 100);
        }
        return this;
    }

    /** A grey image of 4 x 3 pixels with these values, the rest 0. */
    DatasetTree mask(String name, int... values) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, Arrays.copyOf(values, WIDTH * HEIGHT));
        TestImages.write(image, root.resolve(name));
        return this;
    }

    DatasetTree text(String name, String... lines) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.write(root.resolve(name), List.of(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatasetTree without(String name) {
        try {
            Files.delete(root.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Dataset open() {
        return Dataset.open(root);
    }

    static List<String> ids(List<Sample> samples) {
        return samples.stream().map(Sample::id).toList();
    }

    static List<String> defects(List<Sample> samples) {
        return samples.stream().map(Sample::defect).toList();
    }

    /** Whether this system could make one there. */
    static boolean madeFifo(Path place) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", place.toString()).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
