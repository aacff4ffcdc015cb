package recontrast.pretraining.procedural;

import java.util.function.DoubleUnaryOperator;

/** Octaves of gradient noise, stretched, folded and warped. */
record NoiseMixture(double frequency, int octaves, double persistence, double stretch, double direction, Fold fold,
        double warp) implements Texture {

    /** What becomes of each octave's value. */
    enum Fold {
        PLAIN(value -> value),
        BILLOW(Math::abs),
        RIDGE(value -> 1 - Math.sqrt(Math.abs(value))),
        TERRACE(value -> Math.floor(4 * value) / 4),
        BANDS(value -> Math.sin(9 * value));

        private final DoubleUnaryOperator rule;

        Fold(DoubleUnaryOperator rule) {
            this.rule = rule;
        }
    }

    static NoiseMixture draw(Dice setting) {
        return new NoiseMixture(setting.logUniform(2, 14), setting.integer(1, 4), setting.uniform(0.4, 0.85),
                setting.logUniform(1, 7), setting.angle(), setting.pick(Fold.class),
                setting.chance(0.5) ? setting.uniform(0.3, 1.6) : 0);
    }

    @Override
    public Field paint(int side, Dice image) {
        LatticeNoise noise = new LatticeNoise(image.seed());
        double cosine = Math.cos(direction);
        double sine = Math.sin(direction);
        Surface stretched = (x, y) -> octaves(noise, frequency * (cosine * x + sine * y),
                frequency / stretch * (cosine * y - sine * x));
        return Field.of(side, Placement.anywhere(image).view(stretched));
    }

    private double octaves(LatticeNoise noise, double x, double y) {
        double bend = warp == 0 ? 0 : warp * noise.at(0.5 * x + 31.7, 0.5 * y + 11.3);
        double sum = 0;
        double weight = 1;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * fold.rule.applyAsDouble(noise.at(scale * x + bend + 17 * octave, scale * y - bend));
            weight *= persistence;
            scale *= 2;
        }
        return sum;
    }
}
