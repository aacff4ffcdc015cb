package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import java.util.List;

/**
 * The three feature maps of an encoder, or of the decoder that mirrors it.
 *
 * @param layer1 (B, C, S/4, S/4)
 * @param layer2 (B, 2C, S/8, S/8)
 * @param layer3 (B, 4C, S/16, S/16)
 */
public record Features(NDArray layer1, NDArray layer2, NDArray layer3) {

    /** The map of that stage. */
    public NDArray at(Stage stage) {
        return switch (stage) {
            case LAYER1 -> layer1;
            case LAYER2 -> layer2;
            case LAYER3 -> layer3;
        };
    }

    /** Both batches behind one another: (B1 + B2, ...). */
    public Features followedBy(Features other) {
        return new Features(
                NDArrays.concat(new NDList(layer1, other.layer1)),
                NDArrays.concat(new NDList(layer2, other.layer2)),
                NDArrays.concat(new NDList(layer3, other.layer3)));
    }

    /** The first and the second half of the batch, as two were put behind one another. */
    public List<Features> halves() {
        NDList first = layer1.split(2);
        NDList second = layer2.split(2);
        NDList third = layer3.split(2);
        return List.of(new Features(first.get(0), second.get(0), third.get(0)),
                new Features(first.get(1), second.get(1), third.get(1)));
    }

    /** The same maps, outside the gradient graph. */
    public Features detached() {
        return new Features(layer1.stopGradient(), layer2.stopGradient(), layer3.stopGradient());
    }

    /** The same maps, owned by another manager. */
    public Features ownedBy(NDManager manager) {
        layer1.attach(manager);
        layer2.attach(manager);
        layer3.attach(manager);
        return this;
    }
}
