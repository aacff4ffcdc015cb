package recontrast.pretraining.procedural;

/** Where one image looks at a texture: turned, scaled about its centre and moved. */
record Placement(double cosine, double sine, double shiftX, double shiftY) {

    /** A slight turn and zoom, and any position: for textures without an origin. */
    static Placement anywhere(Dice image) {
        return of(image.uniform(-0.25, 0.25), image.uniform(0.85, 1.18), image.uniform(0, 64), image.uniform(0, 64));
    }

    /** A slight turn, zoom and move: for figures with a centre. */
    static Placement nearby(Dice image) {
        return of(image.uniform(-0.35, 0.35), image.uniform(0.8, 1.3), image.uniform(-0.15, 0.15),
                image.uniform(-0.15, 0.15));
    }

    private static Placement of(double turn, double zoom, double shiftX, double shiftY) {
        return new Placement(zoom * Math.cos(turn), zoom * Math.sin(turn), shiftX, shiftY);
    }

    /** The surface as this placement sees it over the unit square. */
    Surface view(Surface surface) {
        return (u, v) -> {
            double x = u - 0.5;
            double y = v - 0.5;
            return surface.at(cosine * x - sine * y + shiftX, sine * x + cosine * y + shiftY);
        };
    }
}
