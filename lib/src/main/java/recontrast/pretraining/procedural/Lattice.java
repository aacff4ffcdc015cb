package recontrast.pretraining.procedural;

/** The same motif repeated in rows, each row shifted against the last: tiles, bricks, dots, rings, mesh. */
record Lattice(double pitch, double rowHeight, double shift, double exponent, double radius, double rim, double turn,
        double disorder, double alternation) implements Texture {

    private static final double EDGE = 14; // the softness of a motif's edge, a cell

    static Lattice draw(Dice setting) {
        double[] exponents = {0.6, 1, 2, 6};
        double[] shifts = {0, 0.5, 1 / 3.0};
        double radius = setting.uniform(0.25, 0.48);
        return new Lattice(setting.logUniform(0.08, 0.34), setting.logUniform(0.5, 1.3),
                shifts[setting.integer(0, 2)], exponents[setting.integer(0, 3)], radius,
                setting.chance(0.45) ? setting.uniform(0.2, 0.7) * radius : 0,
                setting.angle(), setting.chance(0.4) ? setting.uniform(0.05, 0.5) : 0,
                setting.chance(0.4) ? setting.uniform(0.3, 1) : 0);
    }

    @Override
    public Field paint(int side, Dice image) {
        int seed = image.seed();
        double cosine = Math.cos(turn);
        double sine = Math.sin(turn);
        Surface rows = (x, y) -> height((cosine * x - sine * y) / pitch, (sine * x + cosine * y) / pitch, seed);
        return Field.of(side, Placement.anywhere(image).view(rows));
    }

    private double height(double x, double y, int seed) {
        int row = (int) Math.floor(y / rowHeight);
        double along = x + shift * row;
        int column = (int) Math.floor(along);
        double wander = disorder * (LatticeNoise.chance(column, row, seed) - 0.5);
        double dx = Math.abs(along - column - 0.5 + 0.5 * wander);
        double dy = Math.abs(y / rowHeight - row - 0.5 - 0.5 * wander);
        double distance = Math.pow(Math.pow(dx, exponent) + Math.pow(dy, exponent), 1 / exponent);
        double inside = soft(radius * (1 + wander) - distance);
        double hole = rim == 0 ? 0 : soft(radius - rim - distance);
        double tone = 1 - alternation * Math.floorMod(row + column, 2) + disorder * wander;
        return tone * (inside - hole);
    }

    private static double soft(double distance) {
        return Math.max(0, Math.min(1, 0.5 + EDGE * distance));
    }
}
