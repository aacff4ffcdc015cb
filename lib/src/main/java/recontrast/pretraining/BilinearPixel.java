package recontrast.pretraining;

/** A place between the pixels of an RGB image; beyond the border the image is mirrored. */
final class BilinearPixel {

    private final byte[] rgb;
    private final int side;
    private int upperLeft;
    private int upperRight;
    private int lowerLeft;
    private int lowerRight;
    private float right;
    private float down;

    BilinearPixel(byte[] rgb, int side) {
        this.rgb = rgb;
        this.side = side;
    }

    void moveTo(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        right = (float) (x - column);
        down = (float) (y - row);
        int left = mirrored(column);
        int next = mirrored(column + 1);
        int upper = mirrored(row) * side;
        int lower = mirrored(row + 1) * side;
        upperLeft = 3 * (upper + left);
        upperRight = 3 * (upper + next);
        lowerLeft = 3 * (lower + left);
        lowerRight = 3 * (lower + next);
    }

    /** The level of a channel here, 0 to 255. */
    float level(int channel) {
        float upper = mix(rgb[upperLeft + channel] & 0xFF, rgb[upperRight + channel] & 0xFF, right);
        float lower = mix(rgb[lowerLeft + channel] & 0xFF, rgb[lowerRight + channel] & 0xFF, right);
        return mix(upper, lower, down);
    }

    /** The luma here, 0 to 255 (ITU-R BT.601). */
    float grey() {
        return 0.299f * level(0) + 0.587f * level(1) + 0.114f * level(2);
    }

    private int mirrored(int index) {
        int inside = index < 0 ? -1 - index : index;
        return inside < side ? inside : 2 * side - 1 - inside;
    }

    private static float mix(float a, float b, float t) {
        return a + t * (b - a);
    }
}
