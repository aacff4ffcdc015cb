package recontrast.data;

/**
 * The square that images are resized to, and the square cropped from its centre.
 *
 * @param resize side after resizing, in pixels, at least the crop
 * @param crop side the network sees, in pixels: a multiple of 32, at least 64
 */
public record Resolution(int resize, int crop) {

    private static final int MULTIPLE = 32;
    private static final int LEAST = 64;

    public Resolution {
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
