package recontrast.data;

import org.apiguardian.api.API;

/** Which pixels of a resized mask, now grey at the rim of a defect, count as defective. */
@API(status = API.Status.STABLE)
public enum MaskRule {

    /** Any trace of a defect counts, so that regions grow a little: the rule of the published figures. */
    ANY_NON_ZERO(1),

    /** At least half of the pixel must be defective (value 128 or more): regions keep their size. */
    AT_LEAST_HALF(128);

    private final int least;

    MaskRule(int least) {
        this.least = least;
    }

    /** Whether a pixel of this value, 0 to 255, is defective. */
    public boolean isDefective(int value) {
        return value >= least;
    }
}
