package recontrast.report.network;

import java.awt.Color;

/** The colours of the drawing. Hatching, dashes and words say the same for those who see no colour. */
final class Ink {

    static final Color TEXT = new Color(0x333333);
    static final Color GRADIENT = new Color(0xD55E00);
    static final Color TRAINED_GROUND = new Color(0xE1EEF7);
    static final Color TRAINED_EDGE = new Color(0x6F9DC0);
    static final Color FROZEN_GROUND = new Color(0xF3F3F3);
    static final Color FROZEN_EDGE = new Color(0x8A8A8A);
    static final Color HATCHING = new Color(0xC4C4C4);
    static final Color SHARED_GROUND = new Color(0xEEF5FA);

    private Ink() { }

    /** The colour of what that encoder saw. */
    static Color of(Side seen) {
        return switch (seen) {
            case TRAINED -> new Color(0x0072B2);
            case FROZEN -> new Color(0x666666);
            case BOTH -> TEXT;
        };
    }
}
