package recontrast.pretraining.procedural;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small random network from a pixel's position to its value (compositional pattern, Stanley 2007). */
record CoordinateNetwork(List<Layer> layers, double scale) implements Texture {

    private static final int INPUTS = 4;
    private static final int WIDTH = 8;

    /** A unit's nonlinearity. */
    enum Activation {
        SINE(Math::sin),
        TANH(Math::tanh),
        BELL(value -> 1 / (1 + value * value)),
        FOLD(Math::abs),
        SAW(value -> value - Math.floor(value));

        private final DoubleUnaryOperator rule;

        Activation(DoubleUnaryOperator rule) {
            this.rule = rule;
        }
    }

    /** A fully connected layer, one row of weights and one activation a unit. */
    record Layer(double[][] weights, List<Activation> activations) {

        static Layer draw(int inputs, int units, double gain, Dice setting) {
            double deviation = gain / Math.sqrt(inputs);
            double[][] weights = new double[units][inputs];
            for (double[] row : weights) {
                Arrays.setAll(row, i -> deviation * setting.normal());
            }
            return new Layer(weights, Stream.generate(() -> setting.pick(Activation.class)).limit(units).toList());
        }

        double[] apply(double[] inputs) {
            double[] outputs = new double[weights.length];
            for (int unit = 0; unit < outputs.length; unit++) {
                double sum = 0;
                for (int i = 0; i < inputs.length; i++) {
                    sum += weights[unit][i] * inputs[i];
                }
                outputs[unit] = activations.get(unit).rule.applyAsDouble(sum);
            }
            return outputs;
        }

        private Layer varied(double part, Dice image) {
            double[][] varied = IntStream.range(0, weights.length)
                    .mapToObj(unit -> IntStream.range(0, weights[unit].length)
                            .mapToDouble(i -> image.vary(weights[unit][i], part)).toArray())
                    .toArray(double[][]::new);
            return new Layer(varied, activations);
        }
    }

    static CoordinateNetwork draw(Dice setting) {
        double gain = setting.uniform(1.4, 3.8);
        return new CoordinateNetwork(List.of(Layer.draw(INPUTS, WIDTH, gain, setting),
                Layer.draw(WIDTH, WIDTH, gain, setting), Layer.draw(WIDTH, 1, gain, setting)),
                setting.logUniform(1.5, 6));
    }

    @Override
    public Field paint(int side, Dice image) {
        List<Layer> varied = layers.stream().map(layer -> layer.varied(0.06, image)).toList();
        return Field.of(side, Placement.nearby(image).view((x, y) -> {
            double[] signal = {scale * x, scale * y, scale * Math.hypot(x, y), 1};
            for (Layer layer : varied) {
                signal = layer.apply(signal);
            }
            return signal[0];
        }));
    }
}
