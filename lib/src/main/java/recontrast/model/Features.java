package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The three feature maps of an encoder, or of the decoder that mirrors it.
 *
 * @param layer1 (B, C, H/4, W/4)
 * @param layer2 (B, 2C, H/8, W/8)
 * @param layer3 (B, 4C, H/16, W/16)
 */
public record Features(NDArray layer1, NDArray layer2, NDArray layer3) {

    /** The maps that a function gives for the stages. */
    public static Features of(Function<Stage, NDArray> maps) {
        return new Features(maps.apply(Stage.LAYER1), maps.apply(Stage.LAYER2), maps.apply(Stage.LAYER3));
    }

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
        return of(stage -> NDArrays.concat(new NDList(at(stage), other.at(stage))));
    }

    /** The first and the second half of the batch, as two were put behind one another. */
    public List<Features> halves() {
        List<NDList> halves = Stream.of(layer1, layer2, layer3).map(map -> map.split(2)).toList();
        return List.of(of(stage -> halves.get(stage.ordinal()).get(0)), of(stage -> halves.get(stage.ordinal()).get(1)));
    }

    /** The same maps, outside the gradient graph. */
    public Features detached() {
        return of(stage -> at(stage).stopGradient());
    }
}
