package recontrast.training;

import recontrast.analysis.FeatureDiversity;
import recontrast.model.FeaturePair;
import recontrast.model.View;

import java.util.List;

/**
 * Measures the diversity of the encoder's features, stage by stage, on training batches, in the mode the encoder trains
 * in.
 *
 * @param every iterations between two measurements
 * @param told hears the figures
 */
public record DiversityProbe(int every, TrainingListener told) implements TrainingListener {

    @Override
    public void reconstructed(int iteration, List<FeaturePair> pairs) {
        if (iteration % every == 0) {
            pairs.stream()
                    .filter(pair -> pair.view() == View.ENCODER)
                    .forEach(pair -> told.diversity(new Diversity(
                            iteration, pair.stage(), FeatureDiversity.of(pair.target().stopGradient()))));
        }
    }
}
