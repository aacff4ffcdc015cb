package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.List;
import java.util.stream.Stream;

/**
 * One feature map of an encoder and what the decoder made of it. A target under stop gradient comes detached, so a loss
 * need not know.
 *
 * @param view whose feature the target is
 * @param stage the stage of that encoder
 * @param target (B, C, H, W)
 * @param reconstruction (B, C, H, W)
 */
public record FeaturePair(View view, Stage stage, NDArray target, NDArray reconstruction) {

    /** One of each stage. */
    static List<FeaturePair> of(View view, Features targets, Features reconstructions) {
        return Stream.of(Stage.values())
                .map(stage -> new FeaturePair(view, stage, targets.at(stage), reconstructions.at(stage))).toList();
    }
}
