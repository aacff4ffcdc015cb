package recontrast.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.model.Backbone;
import recontrast.model.Encoder;
import recontrast.model.Features;
import recontrast.model.Initializer;
import recontrast.model.Mode;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;

import java.util.List;
import java.util.stream.Stream;

/** An encoder with a linear layer on the averages of its second and third feature maps over the image. */
final class Classifier implements AutoCloseable {

    private final Parameters trunk;
    private final Parameters head;
    private final Encoder encoder;
    private final Parameter kernel; // (6C, classes); from 0, so that at first all classes are equally likely
    private final Parameter bias; // (classes)

    Classifier(Backbone backbone, int classes, NDManager owner, long seed) {
        this.trunk = Parameters.within(owner, seed);
        this.head = Parameters.within(owner, seed);
        this.encoder = new Encoder(backbone, trunk.root(), Normalization.BATCH);
        Scope scope = head.root().at("fc");
        Shape shape = new Shape(backbone.channels(2) + backbone.channels(3), classes);
        this.kernel = scope.weight("weight", shape, Initializer.constant(0));
        this.bias = scope.weight("bias", new Shape(classes), Initializer.constant(0));
    }

    /** One number a class: (B, 3, S, S) to (B, classes). */
    NDArray logits(NDArray images, Mode mode) {
        Features features = encoder.features(images, mode);
        NDArray pooled = NDArrays.concat(new NDList(
                Pool.globalAvgPool2d(features.layer2()), Pool.globalAvgPool2d(features.layer3())), 1); // (B, 6C)
        return pooled.matMul(kernel.value(pooled)).add(bias.value(pooled));
    }

    /** The tensors of the encoder by torchvision's names. */
    Parameters trunk() {
        return trunk;
    }

    List<Parameter> weights() {
        return Stream.concat(trunk.weights("").stream(), head.weights("").stream()).toList();
    }

    @Override
    public void close() {
        head.close();
        trunk.close();
    }
}
