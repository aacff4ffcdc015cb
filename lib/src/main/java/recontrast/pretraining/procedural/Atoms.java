package recontrast.pretraining.procedural;

import java.util.function.DoubleUnaryOperator;

/** Blobs with one radial profile, scattered and added up. */
record Atoms(Profile profile, int count, double radius, double spread, double elongation, double disorder,
        double negative) implements Texture {

    /** Height over the distance from the centre in radii, nothing beyond two. */
    enum Profile {
        GAUSSIAN(r -> Math.exp(-2 * r * r)),
        RING(r -> Math.exp(-18 * (r - 1) * (r - 1))),
        HAT(r -> (1 - 3 * r * r) * Math.exp(-2 * r * r)),
        RIPPLE(r -> Math.cos(9 * r) * Math.exp(-1.2 * r * r)),
        CONE(r -> Math.max(0, 1 - r)),
        DISC(r -> Math.max(0, Math.min(1, 6 * (1 - r)))),
        DOME(r -> Math.sqrt(Math.max(0, 1 - r * r)));

        private final DoubleUnaryOperator height;

        Profile(DoubleUnaryOperator height) {
            this.height = height;
        }
    }

    static Atoms draw(Dice setting) {
        double radius = setting.logUniform(0.025, 0.2);
        int count = (int) Math.max(2, Math.min(90, setting.logUniform(0.15, 1.2) / (radius * radius * Math.PI)));
        return new Atoms(setting.pick(Profile.class), count, radius, setting.uniform(0, 0.5),
                setting.chance(0.5) ? setting.logUniform(1, 4) : 1, setting.chance(0.5) ? Math.PI : 0.3,
                setting.chance(0.4) ? setting.uniform(0.2, 0.5) : 0);
    }

    @Override
    public Field paint(int side, Dice image) {
        float[] sum = new float[side * side];
        for (int i = 0; i < count; i++) {
            double weight = image.uniform(0.6, 1) * (image.chance(negative) ? -1 : 1);
            add(sum, side, weight, image.vary(radius, spread) * side, image);
        }
        return Field.ofPixels(side, pixel -> sum[pixel]);
    }

    private void add(float[] sum, int side, double weight, double size, Dice image) {
        double turn = image.uniform(-disorder, disorder);
        double cosine = Math.cos(turn) / size * elongation;
        double sine = Math.sin(turn) / size;
        double x = image.uniform(0, side);
        double y = image.uniform(0, side);
        int reach = (int) Math.ceil(2 * size);
        for (int row = Math.max(0, (int) y - reach); row < Math.min(side, (int) y + reach); row++) {
            for (int column = Math.max(0, (int) x - reach); column < Math.min(side, (int) x + reach); column++) {
                double across = cosine * (column - x) + sine * elongation * (row - y);
                double along = cosine / elongation * (row - y) - sine * (column - x);
                double distance = Math.hypot(across, along);
                if (distance < 2) {
                    sum[row * side + column] += (float) (weight * profile.height.applyAsDouble(distance));
                }
            }
        }
    }
}
