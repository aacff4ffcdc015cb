package recontrast.pretraining.procedural;

import java.util.List;
import java.util.stream.IntStream;

/** Labelled procedural images as bytes in memory: the label of an image is the index of its class. */
public final class ProceduralImages {

    private final int side;
    private final int perClass;
    private final byte[][] pixels; // class by class, each (side * side * 3)

    private ProceduralImages(int side, int perClass, byte[][] pixels) {
        this.side = side;
        this.perClass = perClass;
        this.pixels = pixels;
    }

    /**
     * Renders the same numbers of every class, on all cores.
     *
     * @param side height and width in pixels
     * @param first number of the first image of each class; sets whose numbers do not overlap share no image
     * @param perClass images of each class
     */
    public static ProceduralImages render(List<ProceduralClass> classes, int side, int first, int perClass) {
        byte[][] pixels = IntStream.range(0, classes.size() * perClass).parallel()
                .mapToObj(i -> classes.get(i / perClass).render(side, first + i % perClass))
                .toArray(byte[][]::new);
        return new ProceduralImages(side, perClass, pixels);
    }

    public int size() {
        return pixels.length;
    }

    /** Height and width of the images. */
    public int side() {
        return side;
    }

    /** The index of the class of an image. */
    public int label(int image) {
        return image / perClass;
    }

    /** RGB bytes (side * side * 3), not to be changed. */
    public byte[] pixels(int image) {
        return pixels[image];
    }
}
