package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Where an image is defective, pixel by pixel.
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param values (height, width), row-major, each 0 (normal) or 255 (defective); not to be written to
 */
@API(status = API.Status.STABLE)
public record Mask(int width, int height, byte[] values) {

    private static final int CUT = 128;

    public Mask {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException("expected " + width + " x " + height + " pixels, found "
                    + values.length + ": give (height, width), row-major");
        }
        for (byte value : values) {
            if (value != 0 && value != (byte) 255) {
                throw new IllegalArgumentException("expected a mask of 0 and 255, found " + (value & 255)
                        + ": cut it at " + CUT + " first");
            }
        }
    }

    /**
     * The mask in an image file: zero and one other value are taken as normal and defective; a mask of more values
     * is cut at 128.
     *
     * @throws DataException naming the file, where it is missing, broken, no image, or numbers defects in 16 bits
     */
    public static Mask read(Path file) {
        Picture picture = ImageFile.of(file).marks();
        byte[] luma = luma(picture);
        return cut(picture, luma, cut(luma));
    }

    /** The mask in an image file that numbers the kinds of defect: every value but zero is defective. */
    static Mask readNumbered(Path file) {
        Picture picture = ImageFile.of(file).marks();
        return cut(picture, luma(picture), 1);
    }

    /**
     * Where any of several files marks a defect of an image.
     *
     * @param files at least one
     * @param reading how a file is read
     * @throws DataException where one is of another size than the image
     */
    static Mask of(Path image, List<Path> files, Function<Path, Mask> reading) {
        ImageSize size = ImageFile.of(image).size();
        return files.stream().map(file -> {
            Mask mask = reading.apply(file);
            if (mask.width() != size.width() || mask.height() != size.height()) {
                throw new DataException("expected a mask of " + size.width() + " x " + size.height()
                        + " pixels, as its image " + image + "; found " + mask.width() + " x " + mask.height() + " in "
                        + file + ": give the mask its image's size");
            }
            return mask;
        }).reduce(Mask::united).orElseThrow();
    }

    /** Whether any pixel is defective. */
    public boolean marksAnything() {
        return IntStream.range(0, values.length).anyMatch(i -> values[i] != 0);
    }

    private static Mask cut(Picture picture, byte[] luma, int least) {
        byte[] values = new byte[luma.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ((luma[i] & 255) >= least ? 255 : 0);
        }
        return new Mask(picture.width(), picture.height(), values);
    }

    /** Defective where this mask or another of the same size is. */
    private Mask united(Mask other) {
        byte[] either = values.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] |= other.values[i];
        }
        return new Mask(width, height, either);
    }

    /** As large as the crop, row-major: where the mask is defective, resized and cropped as images are. */
    boolean[] prepared(ImageSize resize, ImageSize crop, MaskRule rule) {
        byte[] grey = new Raster8(width, height, 1, values)
                .resized(resize.width(), resize.height()).centreCropped(crop).values();
        boolean[] defective = new boolean[grey.length];
        for (int i = 0; i < grey.length; i++) {
            defective[i] = rule.isDefective(grey[i] & 255);
        }
        return defective;
    }

    /** The least defective value: the one that is not zero where there is just one such, else 128. */
    private static int cut(byte[] luma) {
        int other = 0;
        for (byte value : luma) {
            int grey = value & 255;
            if (grey != 0 && other != 0 && grey != other) {
                return CUT;
            }
            other = Math.max(other, grey);
        }
        return Math.max(other, 1);
    }

    /** ITU-R 601-2 luma in 16-bit fixed point, which leaves grey as it is. */
    private static byte[] luma(Picture picture) {
        byte[] rgb = picture.rgb();
        byte[] luma = new byte[rgb.length / Picture.CHANNELS];
        for (int i = 0, p = 0; i < luma.length; i++, p += Picture.CHANNELS) {
            int sum = 19595 * (rgb[p] & 255) + 38470 * (rgb[p + 1] & 255) + 7471 * (rgb[p + 2] & 255);
            luma[i] = (byte) ((sum + 0x8000) >> 16);
        }
        return luma;
    }
}
