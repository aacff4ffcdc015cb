package recontrast.data;

/**
 * The size that images are resized to, whatever their own proportions, and the part cropped from its centre.
 *
 * @param resize size after resizing, on no side smaller than the crop, at most 8192 a side
 * @param crop size that the network sees: each side a multiple of 32, 64 to 8192 pixels
 */
public record Resolution(ImageSize resize, ImageSize crop) {

    private static final int MULTIPLE = 32;
    private static final int LEAST = 64;
    private static final int MOST = 8192; // 200 MB an image

    public Resolution {
        int longest = Math.max(longest(resize), longest(crop));
        if (longest > MOST) {
            throw new IllegalArgumentException("expected an image side of at most " + MOST + "; found "
                    + longest + ": the paper has 256");
        }
        ImageSize nearest = new ImageSize(nearest(crop.height()), nearest(crop.width()));
        if (!crop.equals(nearest)) {
            throw new IllegalArgumentException("expected an image side that is a multiple of " + MULTIPLE
                    + ", at least " + LEAST + "; found " + crop + ": use " + nearest);
        }
        if (resize.height() < crop.height() || resize.width() < crop.width()) {
            throw new IllegalArgumentException("expected images resized to at least the crop of " + crop + "; found "
                    + resize + ": resize to " + crop + " or crop less");
        }
    }

    /** Resized to this size, nothing cropped. */
    public static Resolution of(ImageSize size) {
        return new Resolution(size, size);
    }

    /** Resized to this side, nothing cropped. */
    public static Resolution square(int side) {
        return of(ImageSize.square(side));
    }

    private static int longest(ImageSize size) {
        return Math.max(size.height(), size.width());
    }

    /** The closest side that the network can take. */
    private static int nearest(int side) {
        return Math.max(LEAST, Math.round((float) side / MULTIPLE) * MULTIPLE);
    }
}
