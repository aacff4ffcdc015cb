package recontrast.report.network;

/**
 * Where the features of one encoder are, with their reconstruction beside them and the distances on the outer side.
 *
 * @param centre y of its middle, in pixels
 * @param outward -1 where the outer side is above, 1 where it is below
 */
record Row(double centre, int outward) {

    /** The y of what lies that far from the middle, to the outer side. */
    double at(double distance) {
        return centre + outward * distance;
    }
}
