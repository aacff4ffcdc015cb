package recontrast.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The values an image holds, as 8-bit RGB. {@link BufferedImage#getRGB} would apply the gamma of its colour
 * space and brighten grey images.
 *
 * @param raster the values, band by band
 * @param colours what they mean
 */
record StoredPixels(Raster raster, ColorModel colours) {

    /**
     * The pixels of a decoded image.
     *
     * @throws IllegalArgumentException where they are neither grey nor RGB, or floating-point
     */
    static StoredPixels of(BufferedImage image) {
        int colours = image.getColorModel().getNumColorComponents();
        if (colours != 1 && colours != Picture.CHANNELS) {
            throw new IllegalArgumentException(colours + " colour channels, as in CMYK");
        }
        int type = image.getRaster().getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new IllegalArgumentException("floating-point pixels");
        }
        return new StoredPixels(image.getRaster(), image.getColorModel());
    }

    Picture picture() {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] rgb = new byte[width * height * Picture.CHANNELS];
        for (int y = 0; y < height; y++) {
            int[] row = raster.getPixels(0, y, width, 1, (int[]) null); // (width, bands)
            int at = y * width * Picture.CHANNELS;
            if (colours instanceof IndexColorModel palette) {
                copyIndexed(row, palette, rgb, at);
            } else {
                copyBands(row, rgb, at);
            }
        }
        return new Picture(width, height, rgb);
    }

    private static void copyIndexed(int[] row, IndexColorModel palette, byte[] rgb, int start) {
        int at = start;
        for (int index : row) {
            rgb[at++] = (byte) palette.getRed(index);
            rgb[at++] = (byte) palette.getGreen(index);
            rgb[at++] = (byte) palette.getBlue(index);
        }
    }

    /** One or two bands are grey (and alpha), more are red, green, blue (and alpha). */
    private void copyBands(int[] row, byte[] rgb, int start) {
        int bands = raster.getNumBands();
        int step = bands < Picture.CHANNELS ? 0 : 1;
        int[] bits = raster.getSampleModel().getSampleSize();
        int at = start;
        for (int pixel = 0; pixel < row.length; pixel += bands) {
            for (int channel = 0; channel < Picture.CHANNELS; channel++) {
                int band = channel * step;
                rgb[at++] = (byte) eightBits(row[pixel + band], bits[band]);
            }
        }
    }

    private static int eightBits(int value, int bits) {
        return bits >= 8 ? value >> (bits - 8) : value * 255 / ((1 << bits) - 1);
    }
}
