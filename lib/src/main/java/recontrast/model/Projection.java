package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.List;

/** 1x1 convolutions with bias on the decoder's features: one set for each encoder that is reconstructed. */
final class Projection {

    private final Linear layer1;
    private final Linear layer2;
    private final Linear layer3;

    private Projection(Backbone backbone, Scope scope, int set) {
        this.layer1 = new Linear(scope.at("out1").at(set), backbone.channels(1));
        this.layer2 = new Linear(scope.at("out2").at(set), backbone.channels(2));
        this.layer3 = new Linear(scope.at("out3").at(set), backbone.channels(3));
    }

    /** Set 0, which reconstructs the frozen encoder. */
    static Projection ontoFrozen(Backbone backbone, Scope scope) {
        return new Projection(backbone, scope, 0);
    }

    /** Set 1, which reconstructs the trained encoder. */
    static Projection ontoTrained(Backbone backbone, Scope scope) {
        return new Projection(backbone, scope, 1);
    }

    Features of(Features decoded) {
        return new Features(
                layer1.of(decoded.layer1()), layer2.of(decoded.layer2()), layer3.of(decoded.layer3()));
    }

    /** The maps of layer1 to layer3; the decoder's are there already. */
    <V> List<V> read(List<V> decoded, Reading<V> reading) {
        return List.of(layer1.read(reading.again(decoded.get(0)), reading),
                layer2.read(reading.again(decoded.get(1)), reading),
                layer3.read(reading.again(decoded.get(2)), reading));
    }

    /** All of them on paper. */
    Profile count(List<Profile> decoded) {
        return read(decoded, Counting.ON_PAPER).stream().reduce(Profile::and).orElseThrow();
    }

    private record Linear(Convolution convolution, Parameter bias) {

        Linear(Scope scope, int channels) {
            this(new Convolution(scope, channels, channels, 1, 1),
                    scope.weight("bias", new Shape(channels), Initializer.uniform(1 / Math.sqrt(channels))));
        }

        NDArray of(NDArray x) {
            return convolution.apply(x, Mode.TRAIN).addi(bias.value(x).reshape(1, -1, 1, 1));
        }

        <V> V read(V x, Reading<V> reading) {
            return reading.biased(convolution.read(x, reading), bias);
        }
    }
}
