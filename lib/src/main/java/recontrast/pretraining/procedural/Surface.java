package recontrast.pretraining.procedural;

/** A height over the plane. */
@FunctionalInterface
interface Surface {

    double at(double x, double y);
}
