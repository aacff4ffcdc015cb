package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.TrainingPlan;

import java.util.List;
import java.util.Optional;

/**
 * ADTR (You et al., ICONIP 2022): a transformer reconstructs pretrained features from auxiliary queries, which stand for
 * what is normal (section 3.1), by the squared error of good images alone (section 3.2).
 *
 * <p>Features are layers 1 to 3 of this kit's backbones instead of EfficientNet-B4's; nothing is dropped out. The paper's
 * losses for images of known anomalies are left out: training images are good here.
 */
public record ADTR(TransformerSettings transformer) implements Rival {

    @Override
    public String name() {
        return "ADTR";
    }

    /** Scores of its own. */
    @Override
    public TrainingPlan heeded(TrainingPlan plan) {
        return Rival.super.heeded(plan).withImageScore(TrainingPlan.PAPER.imageScore());
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new AuxiliaryQueries(parameters, setup);
    }

    private final class AuxiliaryQueries extends TransformerReconstruction {

        private final Parameter queries;

        AuxiliaryQueries(Parameters parameters, Setup setup) {
            super(parameters, setup, transformer);
            this.queries = queries("queries");
        }

        @Override
        NDArray decoded(NDArray encoded, NDArray positions, Optional<NDArray> mask) {
            NDArray x = queries.value(encoded).expandDims(0);
            for (TransformerLayer layer : decoder) {
                x = layer.of(x, List.of(x, encoded), positions, mask);
            }
            return x;
        }
    }
}
