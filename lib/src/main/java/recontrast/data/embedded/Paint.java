package recontrast.data.embedded;

/** A colour at every point of the picture plane. */
@FunctionalInterface
interface Paint {

    Rgb at(double x, double y);

    /** Covered by another paint, from not at all (0) to wholly (1). */
    default Paint covered(Field coverage, Paint cover) {
        return (x, y) -> {
            double share = Smooth.clamp(coverage.at(x, y));
            return share == 0 ? at(x, y) : at(x, y).mix(cover.at(x, y), share);
        };
    }

    /** Seen through a coloured film, from not at all (0) to wholly (1). */
    default Paint stained(Field coverage, Rgb tint) {
        return covered(coverage, (x, y) -> at(x, y).times(tint));
    }

    /** Brightened (above 0) or darkened (below 0) by a share of its own colour. */
    default Paint lit(Field gain) {
        return (x, y) -> at(x, y).times(Math.max(0, 1 + gain.at(x, y)));
    }
}
