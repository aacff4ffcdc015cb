package recontrast.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** A category in MVTec AD's layout, of small noisy images, and the ways to spoil it. */
record CategoryOnDisk(Path root) {

    private static final int SIDE = 64;

    /** Good images to train on, one good and one defective to test, the latter with a mask. */
    static CategoryOnDisk at(Path root, int train) throws IOException {
        return goodOnly(root, train)
                .image("test/good/0.png", SIDE)
                .image("test/hole/0.png", SIDE)
                .image("ground_truth/hole/0_mask.png", SIDE);
    }

    /** Nothing to test. */
    static CategoryOnDisk goodOnly(Path root, int train) throws IOException {
        CategoryOnDisk category = new CategoryOnDisk(root);
        for (int i = 0; i < train; i++) {
            category.image("train/good/" + i + ".png", SIDE);
        }
        return category;
    }

    CategoryOnDisk image(String name, int side) throws IOException {
        return image(name, side, side);
    }

    CategoryOnDisk image(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, name.endsWith(".png") ? "png" : "jpg", file.toFile());
        return this;
    }

    CategoryOnDisk text(String name) throws IOException {
        Files.writeString(root.resolve(name), "no picture");
        return this;
    }

    CategoryOnDisk without(String name) throws IOException {
        Files.delete(root.resolve(name));
        return this;
    }
}
