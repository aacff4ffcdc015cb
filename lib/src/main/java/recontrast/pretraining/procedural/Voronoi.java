package recontrast.pretraining.procedural;

import java.util.function.DoubleBinaryOperator;

/** Cells around scattered points: the distance to the nearest, to the border, or a tone a cell (Worley 1996). */
record Voronoi(double density, double stretch, double disorder, Metric metric, Reading reading) implements Texture {

    /** The distance of two points from the absolute differences of their coordinates. */
    enum Metric {
        EUCLIDEAN(Math::hypot),
        MANHATTAN(Double::sum),
        CHEBYSHEV(Math::max);

        private final DoubleBinaryOperator distance;

        Metric(DoubleBinaryOperator distance) {
            this.distance = distance;
        }
    }

    /** What is shown of a point. */
    enum Reading {
        NEAREST((first, second, tone) -> first),
        BORDER((first, second, tone) -> second - first),
        CRACK((first, second, tone) -> Math.min(1, 9 * (second - first))),
        TONE((first, second, tone) -> tone),
        STAINED((first, second, tone) -> Math.min(1, 7 * (second - first)) * (0.3 + tone)),
        PEBBLE((first, second, tone) -> Math.min(0.5, second - first) * (0.5 + tone));

        private final Rule rule;

        Reading(Rule rule) {
            this.rule = rule;
        }
    }

    /** A height from the distances to the nearest two seeds and the tone of the cell, 0 to 1. */
    private interface Rule {

        double of(double first, double second, double tone);
    }

    static Voronoi draw(Dice setting) {
        Metric metric = setting.chance(0.6) ? Metric.EUCLIDEAN : setting.pick(Metric.class);
        return new Voronoi(setting.logUniform(3, 16), setting.logUniform(0.4, 2.5), setting.uniform(0.25, 1), metric,
                setting.pick(Reading.class));
    }

    @Override
    public Field paint(int side, Dice image) {
        int seed = image.seed();
        Surface cells = (x, y) -> height(density * x, density * stretch * y, seed);
        return Field.of(side, Placement.anywhere(image).view(cells));
    }

    private double height(double x, double y, int seed) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double first = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        double tone = 0;
        for (int r = row - 1; r <= row + 1; r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                double distance = metric.distance.applyAsDouble(
                        Math.abs(c + 0.5 + disorder * (LatticeNoise.chance(c, r, seed) - 0.5) - x),
                        Math.abs(r + 0.5 + disorder * (LatticeNoise.chance(c, r, ~seed) - 0.5) - y));
                if (distance < first) {
                    second = first;
                    first = distance;
                    tone = LatticeNoise.chance(r, c, seed);
                } else {
                    second = Math.min(second, distance);
                }
            }
        }
        return reading.rule.of(first, second, tone);
    }
}
