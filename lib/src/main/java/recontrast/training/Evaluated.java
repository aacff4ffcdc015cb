package recontrast.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import recontrast.metric.Evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The test set's metrics at one point of the training.
 *
 * @param iteration steps taken by then
 * @param evaluation the metrics; their mean over the categories where several were joined
 * @param categories the metrics of each category by name, where several were joined
 */
public record Evaluated(
        int iteration,
        Evaluation evaluation,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Evaluation> categories) {

    public Evaluated {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(
                Optional.ofNullable(categories).orElse(Map.of()))); // absent from most run files
    }

    /** Of one category. */
    public Evaluated(int iteration, Evaluation evaluation) {
        this(iteration, evaluation, Map.of());
    }
}
