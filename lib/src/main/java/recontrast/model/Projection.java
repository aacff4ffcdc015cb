package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 1x1 convolutions with bias on the decoder's features: one set for each encoder that is reconstructed. */
final class Projection {

    private final List<Linear> stages;

    private Projection(Architecture architecture, Parameters parameters, int set) {
        Scope scope = parameters.root().at("decoder");
        this.stages = Stream.of(1, 2, 3)
                .map(stage -> new Linear(scope.at("out" + stage).at(set), architecture.backbone().channels(stage))).toList();
    }

    /** Set 0, which reconstructs the frozen encoder. */
    static Projection ontoFrozen(Architecture architecture, Parameters parameters) {
        return new Projection(architecture, parameters, 0);
    }

    /** Set 1, which reconstructs the trained encoder. */
    static Projection ontoTrained(Architecture architecture, Parameters parameters) {
        return new Projection(architecture, parameters, 1);
    }

    /** What is compared with an encoder's features. */
    Features of(Features decoded, Mode mode) {
        return mode.precision().widened(Features.of(stage -> stages.get(stage.ordinal()).of(decoded.at(stage), mode)));
    }

    /** The maps of layer1 to layer3; the decoder's are there already. */
    <V> List<V> read(List<V> decoded, Reading<V> reading) {
        return IntStream.range(0, stages.size())
                .mapToObj(stage -> stages.get(stage).read(reading.again(decoded.get(stage)), reading)).toList();
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

        NDArray of(NDArray x, Mode mode) {
            return convolution.apply(x, mode).addi(bias.value(x).reshape(1, -1, 1, 1));
        }

        <V> V read(V x, Reading<V> reading) {
            return reading.biased(convolution.read(x, reading), bias);
        }
    }
}
