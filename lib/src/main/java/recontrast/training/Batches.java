package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.data.PreparedImages;
import recontrast.model.Features;
import recontrast.model.Observation;

/**
 * Images of a set as the network observes them.
 *
 * @param images decoded and resized
 * @param frozen their features by the encoder that never changes
 */
public record Batches(PreparedImages images, FrozenFeatures frozen) {

    /** These images; loaded, and their frozen features looked up, when asked for. */
    public Observation observe(NDManager step, int... indices) {
        return new Observation() {
            @Override
            public NDArray images() {
                return images.batch(step, indices);
            }

            @Override
            public Features constantFeatures() {
                return frozen.of(step, indices);
            }
        };
    }
}
