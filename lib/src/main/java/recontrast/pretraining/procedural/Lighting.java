package recontrast.pretraining.procedural;

/** Brightness over an image: a slow change across it and, for some images, the shading of a relief. */
record Lighting(double towardsX, double towardsY, double fall, double relief) {

    static Lighting draw(Dice image) {
        double direction = image.angle();
        return new Lighting(Math.cos(direction), Math.sin(direction), image.uniform(0, 0.3),
                image.chance(0.35) ? image.uniform(0.4, 2) : 0);
    }

    /** The factor of a pixel's colour. */
    double at(Field field, int column, int row) {
        double middle = field.side() / 2.0;
        double along = (towardsX * (column - middle) + towardsY * (row - middle)) / field.side();
        double light = 1 - fall * (0.5 + along);
        return relief == 0 ? light : light * (1 + Math.max(-0.6, Math.min(0.6, relief * slope(field, column, row))));
    }

    private double slope(Field field, int column, int row) {
        return towardsX * (field.at(column + 1, row) - field.at(column - 1, row))
                + towardsY * (field.at(column, row + 1) - field.at(column, row - 1));
    }
}
