package recontrast.data.embedded;

import recontrast.data.Mask;
import recontrast.data.Picture;

/**
 * The rule that makes the masks: a pixel is defective where a defect visibly changed it.
 *
 * <p>Visible means that a channel differs by at least {@value #LEVELS} of 255 levels from the same picture without the
 * defect. Gaps of up to twice {@value #REACH} pixels are closed afterwards (dilation, then erosion), so that a stain is
 * one region although some of its pixels happen to keep their colour.
 */
final class VisibleChange {

    private static final int LEVELS = 8;
    private static final int REACH = 2;

    private VisibleChange() {
    }

    static Mask between(Picture faultless, Picture spoilt) {
        int width = spoilt.width();
        int height = spoilt.height();
        boolean[] changed = changed(faultless.rgb(), spoilt.rgb());
        boolean[] closed = inverted(grown(inverted(grown(changed, width, height)), width, height));
        byte[] values = new byte[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (closed[i] ? 255 : 0);
        }
        return new Mask(width, height, values);
    }

    private static boolean[] changed(byte[] before, byte[] after) {
        boolean[] changed = new boolean[before.length / 3];
        for (int i = 0; i < before.length; i++) {
            changed[i / 3] |= Math.abs((before[i] & 255) - (after[i] & 255)) >= LEVELS;
        }
        return changed;
    }

    /** Every pixel that has a set pixel within reach; beyond the edge none is set. */
    private static boolean[] grown(boolean[] set, int width, int height) {
        boolean[] grown = new boolean[set.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grown[y * width + x] = anyWithinReach(set, width, height, x, y);
            }
        }
        return grown;
    }

    private static boolean anyWithinReach(boolean[] set, int width, int height, int x, int y) {
        for (int row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++) {
            for (int column = Math.max(0, x - REACH); column <= Math.min(width - 1, x + REACH); column++) {
                if (set[row * width + column]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean[] inverted(boolean[] set) {
        boolean[] inverted = new boolean[set.length];
        for (int i = 0; i < set.length; i++) {
            inverted[i] = !set[i];
        }
        return inverted;
    }
}
