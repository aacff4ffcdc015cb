package recontrast.data.embedded;

/** A point of the plane, in pixels; x to the right, y down. */
record Point(double x, double y) {

    /** The point {@code distance} away at {@code angle} radians, clockwise from the x axis. */
    Point polar(double angle, double distance) {
        return new Point(x + distance * StrictMath.cos(angle), y + distance * StrictMath.sin(angle));
    }

    double distance(double otherX, double otherY) {
        return Math.sqrt((otherX - x) * (otherX - x) + (otherY - y) * (otherY - y));
    }

    double distance(Point other) {
        return distance(other.x, other.y);
    }
}
