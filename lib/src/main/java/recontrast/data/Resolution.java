package recontrast.data;

import org.apiguardian.api.API;

/**
 * The square that images are resized to, and the square cropped from its centre.
 *
 * @param resize side after resizing, in pixels, at least the crop, at most 8192
 * @param crop side the network sees, in pixels: a multiple of 32, 64 to 8192
 */
@API(status = API.Status.STABLE)
public record Resolution(int resize, int crop) {

    private static final int MULTIPLE = 32;
    private static final int LEAST = 64;
    private static final int MOST = 8192; // 200 MB an image

    public Resolution {
        if (Math.max(resize, crop) > MOST) {
            throw new IllegalArgumentException("expected an image side of at most " + MOST + "; found "
                    + Math.max(resize, crop) + ": the paper has 256");
        }
        if (crop < LEAST || crop % MULTIPLE != 0) {
            int nearest = Math.max(LEAST, Math.round((float) crop / MULTIPLE) * MULTIPLE);
            throw new IllegalArgumentException("expected an image side that is a multiple of " + MULTIPLE
                    + ", at least " + LEAST + "; found " + crop + ": use " + nearest);
        }
        if (resize < crop) {
            throw new IllegalArgumentException("expected images resized to at least the crop of " + crop + "; found "
                    + resize + ": resize to " + crop + " or crop less");
        }
    }

    /** Resized to this side, nothing cropped. */
    public static Resolution square(int side) {
        return new Resolution(side, side);
    }
}
