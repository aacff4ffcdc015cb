package recontrast.data.embedded;

/** Where an object lies in the picture: its centre, its turn (as cosine and sine) and its size against the design. */
record Placement(Point centre, double cos, double sin, double scale) {

    /** Near the middle of the picture, off by at most {@code shift} pixels and {@code degrees}. */
    static Placement near(double shift, double degrees, Chance chance) {
        double middle = Camera.SIZE / 2.0;
        Point centre = new Point(middle + chance.between(-shift, shift), middle + chance.between(-shift, shift));
        double angle = StrictMath.toRadians(chance.between(-degrees, degrees));
        double scale = chance.between(0.97, 1.03);
        return new Placement(centre, StrictMath.cos(angle), StrictMath.sin(angle), scale);
    }

    /** A point of the picture in the object's own coordinates, their origin at its centre. */
    Point toObject(double x, double y) {
        double dx = (x - centre.x()) / scale;
        double dy = (y - centre.y()) / scale;
        return new Point(cos * dx + sin * dy, cos * dy - sin * dx);
    }

    /** A point of the object in the picture. */
    Point toPicture(Point object) {
        double dx = scale * (cos * object.x() - sin * object.y());
        double dy = scale * (sin * object.x() + cos * object.y());
        return new Point(centre.x() + dx, centre.y() + dy);
    }
}
