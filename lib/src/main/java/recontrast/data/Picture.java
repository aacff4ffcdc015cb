package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Path;

/**
 * An RGB image of 8 bits a channel.
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param rgb (height, width, 3), row-major; not to be written to
 */
@API(status = API.Status.STABLE)
public record Picture(int width, int height, byte[] rgb) {

    /** Bytes a pixel. */
    static final int CHANNELS = 3;

    public Picture {
        if (width < 1 || height < 1 || rgb.length != CHANNELS * width * height) {
            throw new IllegalArgumentException("expected " + width + " x " + height + " pixels of " + CHANNELS
                    + " bytes, found " + rgb.length + " bytes: give (height, width, 3), row-major");
        }
    }

    /**
     * The image in a PNG, JPEG, BMP or GIF file, values as stored: no colour management, no gamma; grey becomes
     * R = G = B, transparency is dropped, of 16 bits the upper 8 are kept, and no note of the camera's orientation
     * turns it: as Pillow reads RGB, which of 16-bit grey alone keeps the lower bits.
     *
     * @throws DataException naming the file, where it is missing, broken, CMYK or of another kind
     */
    public static Picture read(Path file) {
        return ImageFile.of(file).picture();
    }

    /**
     * The image in the bytes of such a file, as it comes over a network; alike in all else.
     *
     * @throws DataException where they are broken, CMYK or of another kind
     */
    public static Picture read(byte[] encoded) {
        return ImageFile.of(encoded).picture();
    }

    /** This image scaled with the antialiased bilinear filter of Pillow before 13, bit for bit. */
    public Picture resized(int newWidth, int newHeight) {
        return of(raster().resized(newWidth, newHeight));
    }

    /**
     * The middle of this image.
     *
     * @throws IllegalArgumentException where the image is smaller than that
     */
    public Picture centreCropped(ImageSize size) {
        return of(raster().centreCropped(size));
    }

    /** Where the bytes of a pixel begin. */
    int at(int x, int y) {
        return CHANNELS * (y * width + x);
    }

    /** Pixels from a corner on, which may lie outside of the picture; black where there is no picture. */
    Picture window(int left, int top, int newWidth, int newHeight) {
        return of(raster().window(left, top, newWidth, newHeight));
    }

    /** This image scaled with OpenCV's plain bilinear filter, which does not antialias; a level off at most. */
    Picture interpolated(int newWidth, int newHeight) {
        return of(raster().interpolated(newWidth, newHeight));
    }

    private Raster8 raster() {
        return new Raster8(width, height, CHANNELS, rgb);
    }

    private static Picture of(Raster8 raster) {
        return new Picture(raster.width(), raster.height(), raster.values());
    }
}
