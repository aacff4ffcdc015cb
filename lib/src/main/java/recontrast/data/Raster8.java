package recontrast.data;

/**
 * Interleaved 8-bit values, the geometry that pictures and masks share.
 *
 * @param values (height, width, channels), row-major
 */
record Raster8(int width, int height, int channels, byte[] values) {

    /** Horizontally first, then vertically, each pass rounded to 8 bits; Pillow 13 turns that round for tall images. */
    Raster8 resized(int newWidth, int newHeight) {
        return columns(TriangleFilter.of(width, newWidth)).rows(TriangleFilter.of(height, newHeight));
    }

    /** The same without antialiasing. */
    Raster8 interpolated(int newWidth, int newHeight) {
        return columns(TriangleFilter.narrow(width, newWidth)).rows(TriangleFilter.narrow(height, newHeight));
    }

    /** Values from a corner on, which may lie outside; 0 there. */
    Raster8 window(int left, int top, int newWidth, int newHeight) {
        byte[] window = new byte[newWidth * newHeight * channels];
        int from = Math.max(left, 0);
        int length = Math.max(Math.min(left + newWidth, width) - from, 0) * channels;
        for (int y = Math.max(top, 0); y < Math.min(top + newHeight, height); y++) {
            System.arraycopy(values, (y * width + from) * channels,
                    window, ((y - top) * newWidth + from - left) * channels, length);
        }
        return new Raster8(newWidth, newHeight, channels, window);
    }

    Raster8 centreCropped(ImageSize size) {
        if (Math.min(size.width(), size.height()) < 1 || size.width() > width || size.height() > height) {
            throw new IllegalArgumentException("expected a crop within " + width + " x " + height + ", found " + size
                    + ": resize to at least the crop");
        }
        return window(middle(width - size.width()), middle(height - size.height()), size.width(), size.height());
    }

    /** Half of what is left over; halves go to the even neighbour, as in torchvision. */
    private static int middle(int rest) {
        return (int) Math.rint(rest / 2.0);
    }

    private Raster8 columns(TriangleFilter filter) {
        return filter.isNone() ? this
                : new Raster8(filter.to(), height, channels, filter.apply(values, height, channels));
    }

    private Raster8 rows(TriangleFilter filter) {
        return filter.isNone() ? this
                : new Raster8(width, filter.to(), channels, filter.apply(values, 1, width * channels));
    }
}
