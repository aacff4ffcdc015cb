package recontrast.training;

import org.apiguardian.api.API;
import recontrast.model.Stage;

import java.util.Optional;

/**
 * Feature diversity of one stage of the encoder at one point of the training (paper, Fig. 5b, for layer 2).
 *
 * @param iteration steps taken before the batch it was measured on
 * @param stage whose features; layer 2 where a run file does not say
 * @param value standard deviation of l2-normalised features, averaged over channels: 0 collapsed, 1/sqrt(C) isotropic
 */
@API(status = API.Status.STABLE)
public record Diversity(int iteration, Stage stage, double value) {

    public Diversity {
        stage = Optional.ofNullable(stage).orElse(Stage.LAYER2); // absent from a run file
    }
}
