package recontrast.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import recontrast.data.Printable;
import recontrast.data.Resolution;
import recontrast.data.Sha256;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.model.Backbone;
import recontrast.model.Parameters;
import recontrast.training.TrainingPlan;

import java.util.Optional;

/**
 * Everything that decides a run's figures; equal specifications give equal figures on the same machine.
 *
 * @param config what was trained or fitted
 * @param dataset name of the data set
 * @param category name of the category
 * @param data fingerprint of the category's images
 * @param backbone name of the backbone
 * @param weights identity of the pretrained weights
 * @param resolution size of the images
 * @param plan how to train and judge
 * @param seed of initial values and of the order of images
 * @param described the backbone itself where it is none of the library's, which its name does not tell; left out of
 *     run files and of the id where it is
 */
public record RunSpec(
        Method config,
        String dataset,
        String category,
        String data,
        String backbone,
        String weights,
        Resolution resolution,
        TrainingPlan plan,
        long seed,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Backbone> described) {

    public RunSpec {
        if (described.filter(own -> !own.name().equals(backbone)).isPresent()) {
            throw new IllegalArgumentException(
                    "expected the description of backbone " + backbone + "; found " + described.get());
        }
    }

    /** With a backbone that its name tells. */
    public RunSpec(Method config, String dataset, String category, String data, String backbone, String weights,
            Resolution resolution, TrainingPlan plan, long seed) {
        this(config, dataset, category, data, backbone, weights, resolution, plan, seed, Optional.empty());
    }

    /**
     * The detector that was asked for, before training.
     *
     * @throws IllegalArgumentException if nothing tells what its backbone is
     */
    public AnomalyDetector detector(Parameters parameters) {
        return config.detector(parameters, new Method.Setup(encoder(), plan, resolution));
    }

    /** What is built by the backbone's name or description. */
    Backbone encoder() {
        return described.orElseGet(() -> Backbone.named(backbone));
    }

    /** A hash of the specification, 16 hex digits: the name of the run's folder. */
    public String id() {
        try {
            return Sha256.of(Json.MAPPER.writeValueAsString(this)).substring(0, 16);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot hash a specification", e);
        }
    }

    @Override
    public String toString() {
        return Printable.of(config.name() + " on " + category + ", seed " + seed);
    }
}
