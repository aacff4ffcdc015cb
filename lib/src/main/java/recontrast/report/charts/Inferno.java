package recontrast.report.charts;

/**
 * The colour map inferno (Smith and van der Walt, matplotlib): black over red to yellow, equal steps looking equal, and
 * readable in grey. Between ten of its colours it is interpolated.
 */
public final class Inferno {

    private static final int[] STOPS = {
        0x000004, 0x1B0C41, 0x4A0C6B, 0x781C6D, 0xA52C60, 0xCF4446, 0xED6925, 0xFB9B06, 0xF7D13D, 0xFCFFA4};

    private Inferno() { }

    /**
     * The colour of a value, as 0xRRGGBB.
     *
     * @param value 0 to 1; beyond, the nearest of these
     */
    public static int rgb(double value) {
        double place = Math.max(0, Math.min(1, value)) * (STOPS.length - 1);
        int below = Math.min((int) place, STOPS.length - 2);
        return mix(STOPS[below], STOPS[below + 1], place - below);
    }

    /** The first colour, and {@code part} of the way to the second, channel by channel. */
    public static int mix(int first, int second, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = first >> shift & 255;
            int b = second >> shift & 255;
            mixed |= (int) Math.round(a + (b - a) * part) << shift;
        }
        return mixed;
    }
}
