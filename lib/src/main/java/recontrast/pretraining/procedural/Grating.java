package recontrast.pretraining.procedural;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** One to three waves in different directions, added or crossed, with a slow wobble of their phase. */
record Grating(List<Wave> waves, Form form, Crossing crossing, double wobble) implements Texture {

    /** A plane wave. */
    record Wave(double frequency, double direction) {
    }

    /** The profile of a wave over its phase in turns, in -1 to 1. */
    enum Form {
        SINE(turn -> Math.sin(2 * Math.PI * turn)),
        SQUARE(turn -> Math.tanh(6 * Math.sin(2 * Math.PI * turn))),
        SAW(turn -> 2 * (turn - Math.floor(turn)) - 1),
        TRIANGLE(turn -> 4 * Math.abs(turn - Math.floor(turn + 0.5)) - 1),
        THIN(turn -> 2 * Math.pow(0.5 + 0.5 * Math.sin(2 * Math.PI * turn), 6) - 1);

        private final DoubleUnaryOperator profile;

        Form(DoubleUnaryOperator profile) {
            this.profile = profile;
        }
    }

    /** How two waves meet. */
    enum Crossing {
        SUM(Double::sum),
        PRODUCT((a, b) -> a * b),
        OVER(Math::max);

        private final DoubleBinaryOperator rule;

        Crossing(DoubleBinaryOperator rule) {
            this.rule = rule;
        }
    }

    static Grating draw(Dice setting) {
        List<Wave> waves = IntStream.range(0, setting.integer(1, 3))
                .mapToObj(i -> new Wave(setting.logUniform(2.5, 16), setting.angle()))
                .toList();
        return new Grating(waves, setting.pick(Form.class), setting.pick(Crossing.class),
                setting.chance(0.5) ? setting.uniform(0.1, 0.9) : 0.03);
    }

    @Override
    public Field paint(int side, Dice image) {
        LatticeNoise noise = new LatticeNoise(image.seed());
        double[] along = waves.stream().mapToDouble(wave -> wave.frequency * Math.cos(wave.direction)).toArray();
        double[] across = waves.stream().mapToDouble(wave -> wave.frequency * Math.sin(wave.direction)).toArray();
        double[] start = waves.stream().mapToDouble(wave -> image.uniform(0, 1)).toArray();
        Surface crossed = (x, y) -> {
            double bend = wobble * noise.at(2.5 * x, 2.5 * y);
            double value = form.profile.applyAsDouble(along[0] * x + across[0] * y + start[0] + bend);
            for (int i = 1; i < along.length; i++) {
                double next = form.profile.applyAsDouble(along[i] * x + across[i] * y + start[i] - bend);
                value = crossing.rule.applyAsDouble(value, next);
            }
            return value;
        };
        return Field.of(side, Placement.anywhere(image).view(crossed));
    }
}
