package recontrast.data.embedded;

/** A quantity at every point of the plane: a coverage, a height, a brightness. */
@FunctionalInterface
interface Field {

    double at(double x, double y);

    default Field times(double factor) {
        return (x, y) -> factor * at(x, y);
    }
}
