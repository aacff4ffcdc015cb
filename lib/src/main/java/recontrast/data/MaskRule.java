package recontrast.data;

import java.util.function.IntPredicate;

/** Which pixels of a resized mask, now grey at the rim of a defect, count as defective. */
public enum MaskRule {

    /** Any trace of a defect counts, so that regions grow a little: the rule of the published figures. */
    ANY_NON_ZERO(value -> value > 0),

    /** At least half of the pixel must be defective (value 128 or more): regions keep their size. */
    AT_LEAST_HALF(value -> value >= 128);

    private final IntPredicate defective;

    MaskRule(IntPredicate defective) {
        this.defective = defective;
    }

    /** Whether a pixel of this value, 0 to 255, is defective. */
    public boolean isDefective(int value) {
        return defective.test(value);
    }
}
