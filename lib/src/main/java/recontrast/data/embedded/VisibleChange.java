package recontrast.data.embedded;

import java.util.Arrays;
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

    private VisibleChange() { }

    static Mask between(Picture faultless, Picture spoilt) {
        boolean[] changed = changed(faultless.rgb(), spoilt.rgb());
        boolean[] closed = spread(false, spread(true, changed, spoilt.width()), spoilt.width());
        byte[] values = new byte[closed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (closed[i] ? 255 : 0);
        }
        return new Mask(spoilt.width(), spoilt.height(), values);
    }

    private static boolean[] changed(byte[] before, byte[] after) {
        boolean[] changed = new boolean[before.length / 3];
        for (int i = 0; i < before.length; i++) {
            changed[i / 3] |= Math.abs((before[i] & 255) - (after[i] & 255)) >= LEVELS;
        }
        return changed;
    }

    /** Gives a value to every pixel that has another of that value within reach; beyond the edge none has it. */
    private static boolean[] spread(boolean value, boolean[] pixels, int width) {
        boolean[] spread = pixels.clone();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] == value) {
                int left = Math.max(0, i % width - REACH);
                int right = Math.min(width - 1, i % width + REACH);
                int bottom = Math.min(pixels.length / width - 1, i / width + REACH);
                for (int row = Math.max(0, i / width - REACH); row <= bottom; row++) {
                    Arrays.fill(spread, row * width + left, row * width + right + 1, value);
                }
            }
        }
        return spread;
    }
}
