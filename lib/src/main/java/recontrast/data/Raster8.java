package recontrast.data;

/**
 * Interleaved 8-bit values, the geometry that pictures and masks share.
 *
 * @param values (height, width, channels), row-major
 */
record Raster8(int width, int height, int channels, byte[] values) {

    /** Horizontally first, then vertically, each pass rounded to 8 bits; Pillow 13 turns that round for tall images. */
    Raster8 resized(int newWidth, int newHeight) {
        return columnsResized(newWidth).rowsResized(newHeight);
    }

    Raster8 centreCropped(int side) {
        if (side < 1 || side > width || side > height) {
            throw new IllegalArgumentException("expected a crop within " + width + " x " + height + ", found " + side
                    + ": resize to at least the crop");
        }
        int left = middle(width - side);
        int top = middle(height - side);
        byte[] cropped = new byte[side * side * channels];
        for (int y = 0; y < side; y++) {
            int from = ((top + y) * width + left) * channels;
            System.arraycopy(values, from, cropped, y * side * channels, side * channels);
        }
        return new Raster8(side, side, channels, cropped);
    }

    /** Half of what is left over; halves go to the even neighbour, as in torchvision. */
    private static int middle(int rest) {
        return (int) Math.rint(rest / 2.0);
    }

    private Raster8 columnsResized(int newWidth) {
        if (newWidth == width) {
            return this;
        }
        TriangleFilter filter = TriangleFilter.of(width, newWidth);
        byte[] out = new byte[newWidth * height * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < newWidth; x++) {
                int from = (y * width + filter.first(x)) * channels;
                for (int c = 0; c < channels; c++) {
                    out[(y * newWidth + x) * channels + c] = filter.apply(x, values, from + c, channels);
                }
            }
        }
        return new Raster8(newWidth, height, channels, out);
    }

    private Raster8 rowsResized(int newHeight) {
        if (newHeight == height) {
            return this;
        }
        TriangleFilter filter = TriangleFilter.of(height, newHeight);
        int row = width * channels;
        byte[] out = new byte[newHeight * row];
        for (int y = 0; y < newHeight; y++) {
            int from = filter.first(y) * row;
            for (int x = 0; x < row; x++) {
                out[y * row + x] = filter.apply(y, values, from + x, row);
            }
        }
        return new Raster8(width, newHeight, channels, out);
    }
}
