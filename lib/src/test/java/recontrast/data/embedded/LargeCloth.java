package recontrast.data.embedded;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recontrast.data.Mask;
import recontrast.data.Picture;
import recontrast.data.embedded.Motif.Defect;
import recontrast.report.charts.Charts;

/**
 * The embedded cloth in large pieces, as files in the layout of MVTec AD: the threads are as wide as there, and a defect is
 * about 30 pixels across, however large the picture.
 *
 * @param root folder of the category
 * @param side of the pictures, in pixels
 */
public record LargeCloth(Path root, int side) {

    private static final long SEED = 41;
    private static final double SEVERITY = 0.3; // of a misweave 30 pixels across; the others are as large if they are plain
    private static final List<Defect<Weave>> DEFECTS = List.of(
            new Defect<>("hole", (cloth, severity, chance) -> cloth.hole(3 * severity, chance)),
            new Defect<>("stain", (cloth, severity, chance) -> cloth.stain(3 * severity, chance)),
            new Defect<>("misweave", Weave::misweave));

    /** Good pictures to train on, good ones to test, and as many of each kind of defect. */
    public static LargeCloth woven(Path root, int side, int train, int good, int ofEach) {
        LargeCloth cloth = new LargeCloth(root, side);
        Stream.concat(ids("train/good", train), ids("test/good", good)).parallel()
                .forEach(id -> Charts.save(image(cloth.faultless(id)), root.resolve(id)));
        DEFECTS.forEach(defect -> ids("test/" + defect.label(), ofEach).parallel().forEach(id -> cloth.spoil(id, defect)));
        return cloth;
    }

    private static Stream<String> ids(String folder, int count) {
        return IntStream.range(0, count).mapToObj(i -> "%s/%03d.png".formatted(folder, i));
    }

    private static Chance chance(String id) {
        return new Chance(SEED).fork(id);
    }

    private Picture faultless(String id) {
        return shot(Weave.woven(chance(id).fork("specimen")), chance(id).noise());
    }

    /** Defects lie within an embedded picture's frame, which lies anywhere in this one. */
    private void spoil(String id, Defect<Weave> defect) {
        Weave cloth = Weave.woven(chance(id).fork("specimen"));
        Chance chance = chance(id).fork("defect");
        int left = chance.whole(0, side - Camera.SIZE);
        int top = chance.whole(0, side - Camera.SIZE);
        Paint spoilt = defect.spoiling().of(cloth, SEVERITY, chance);
        Noise grain = chance(id).noise();
        Picture before = shot((x, y) -> cloth.at(x - left, y - top), grain);
        Picture after = shot((x, y) -> spoilt.at(x - left, y - top), grain);
        Mask mask = VisibleChange.between(before, after);
        Charts.save(image(after), root.resolve(id));
        Charts.save(image(mask), root.resolve(id.replace("test/", "ground_truth/").replace(".png", "_mask.png")));
    }

    /** A look a pixel, in even light; the camera's noise hides what none could see. */
    private Picture shot(Paint paint, Noise grain) {
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0, at = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                Rgb light = paint.at(x + 0.5, y + 0.5);
                rgb[at++] = level(light.red(), grain.lattice(3L * x, y));
                rgb[at++] = level(light.green(), grain.lattice(3L * x + 1, y));
                rgb[at++] = level(light.blue(), grain.lattice(3L * x + 2, y));
            }
        }
        return new Picture(side, side, rgb);
    }

    private static byte level(double light, double grain) {
        return (byte) Math.max(0, Math.min(255, Math.round(255 * light + 4 * grain)));
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            int pixel = i / 3;
            image.setRGB(pixel % picture.width(), pixel / picture.width(),
                    (rgb[i] & 255) << 16 | (rgb[i + 1] & 255) << 8 | rgb[i + 2] & 255);
        }
        return image;
    }

    private static BufferedImage image(Mask mask) {
        BufferedImage image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, mask.width(), mask.height(), mask.values());
        return image;
    }

    /** Weaves it: folder, side, and how many to train on, good to test, and defective of each kind. */
    public static void main(String[] arguments) {
        int[] numbers = Stream.of(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        woven(Path.of(arguments[0]), numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
