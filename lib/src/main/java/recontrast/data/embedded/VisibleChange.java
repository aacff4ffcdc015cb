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
        boolean[] closed = spread(false, spread(true, changed, width, height), width, height);
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

    /** Gives a value to every pixel that has another of that value within reach; beyond the edge none has it. */
    private static boolean[] spread(boolean value, boolean[] pixels, int width, int height) {
        boolean[] spread = new boolean[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                spread[y * width + x] = value == isWithinReach(value, pixels, width, height, x, y);
            }
        }
        return spread;
    }

    private static boolean isWithinReach(boolean value, boolean[] pixels, int width, int height, int x, int y) {
        for (int row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++) {
            for (int column = Math.max(0, x - REACH); column <= Math.min(width - 1, x + REACH); column++) {
                if (pixels[row * width + column] == value) {
                    return true;
                }
            }
        }
        return false;
    }
}
