package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.model.Parameter;

import java.util.List;
import java.util.Optional;

/**
 * ADTR (You et al., ICONIP 2022, arXiv 2209.01816): a transformer reconstructs pretrained features from auxiliary
 * queries, which are learned of good images and the same for all (section 3). Its first layer starts from them; each
 * attends to its own points, then to the encoder's.
 *
 * <p>Features are layers 1 to 3 of this kit's backbones instead of EfficientNet-B4's. The loss is the paper's for good
 * images alone; those for images of known anomalies are left out, and so is dropout. Settings that the paper shares with
 * UniAD, by the same authors, are UniAD's.
 *
 * @param transformer 4 layers of 256 channels
 */
public record ADTR(Transformer transformer) implements Rival.Scoring {

    @Override
    public ImageDetector detector(Site site) {
        return new AuxiliaryQueries(site);
    }

    private final class AuxiliaryQueries extends Transformer.Reconstruction {

        private final Parameter queries = queries("queries");

        AuxiliaryQueries(Site site) {
            transformer.super(site);
        }

        @Override
        NDArray decoded(NDArray encoded, NDArray positions, Optional<NDArray> mask) {
            NDArray x = queries.value(encoded).expandDims(0);
            for (Transformer.Layer layer : decoder) {
                x = layer.of(x, List.of(x, encoded), positions, mask);
            }
            return x;
        }
    }
}
