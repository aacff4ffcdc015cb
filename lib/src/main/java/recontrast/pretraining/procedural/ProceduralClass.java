package recontrast.pretraining.procedural;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One class of procedural images: a family and the number of a setting of its parameters.
 *
 * <p>The class fixes the texture; colours, light and position belong to the image.
 */
public record ProceduralClass(Family family, int setting) {

    private static final long STRIDE = 1_000_003; // a prime above any number of images

    /** The first settings of every family, family by family. */
    public static List<ProceduralClass> ofEveryFamily(int settings) {
        return Arrays.stream(Family.values())
                .flatMap(family -> IntStream.range(0, settings).mapToObj(i -> new ProceduralClass(family, i)))
                .toList();
    }

    /** The image of this number, a pure function of class and number: RGB bytes (side * side * 3). */
    public byte[] render(int side, int image) {
        Dice classDice = new Dice(seed());
        Texture texture = family.draw(classDice);
        double hue = classDice.uniform(0, 1);
        Dice imageDice = new Dice(seed() * STRIDE + image);
        Field field = texture.paint(side, imageDice).normalised();
        return coloured(field, Palette.draw(hue, imageDice), Lighting.draw(imageDice));
    }

    private long seed() {
        return 1 + family.ordinal() * 10_007L + setting;
    }

    private static byte[] coloured(Field field, Palette palette, Lighting lighting) {
        int side = field.side();
        byte[] rgb = new byte[3 * side * side];
        for (int pixel = 0; pixel < side * side; pixel++) {
            double light = 255 * lighting.at(field, pixel % side, pixel / side);
            for (int c = 0; c < 3; c++) {
                rgb[3 * pixel + c] = (byte) Math.min(255, Math.round(light * palette.channel(field.at(pixel), c)));
            }
        }
        return rgb;
    }
}
