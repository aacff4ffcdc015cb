package recontrast.data;

/**
 * How tiles lie along one axis of an image: each {@code overlap} pixels into the one before, the last moved inwards so
 * that it ends with the image.
 *
 * @param length of the image, in pixels, at least a tile
 * @param tile length of a tile
 * @param overlap of neighbours, from 0 to less than a tile
 */
record TileAxis(int length, int tile, int overlap) {

    /** How many tiles there are. */
    int count() {
        int step = tile - overlap;
        return (length - tile + step - 1) / step + 1;
    }

    /** The first pixel of a tile. */
    int start(int i) {
        return Math.min(i * (tile - overlap), length - tile);
    }

    /**
     * How much each pixel of each tile counts where tiles are joined: (count, tile). Towards its ends a tile counts
     * less, in a line over the overlap; what all tiles count at one pixel of the image is 1.
     */
    float[][] weights() {
        double[] sums = new double[length];
        for (int i = 0; i < count(); i++) {
            for (int k = 0; k < tile; k++) {
                sums[start(i) + k] += ramp(k);
            }
        }
        float[][] weights = new float[count()][tile];
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < tile; k++) {
                weights[i][k] = (float) (ramp(k) / sums[start(i) + k]);
            }
        }
        return weights;
    }

    private double ramp(int k) {
        int fromEnd = 1 + Math.min(k, tile - 1 - k);
        return Math.min(1, fromEnd / (overlap + 1.0));
    }
}
