package recontrast.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.apiguardian.api.API;
import recontrast.metric.ImageFigures;
import recontrast.metric.TestMetrics;
import recontrast.model.View;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The test set's metrics at one point of the training.
 *
 * @param iteration steps taken by then
 * @param metrics of the test set; their mean over the categories where several were joined
 * @param categories the metrics of each category by name, where several were joined
 * @param views I-AUROC of the maps of each encoder alone, where there are two and no joined categories
 * @param defects I-AUROC of each kind of defect by itself, where there are several and no joined categories
 * @param images the figures of each image, where no categories were joined; a history keeps those of its last three
 *     evaluations
 */
@API(status = API.Status.STABLE)
public record Evaluation(
        int iteration,
        @JsonProperty("evaluation") TestMetrics metrics,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, TestMetrics> categories,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<View, Double> views,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> defects,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ImageFigures> images) {

    public Evaluation {
        categories = kept(categories);
        views = kept(views);
        defects = kept(defects);
        images = Optional.ofNullable(images).orElse(Optional.empty()); // absent as well
    }

    /** In its order; absent from many run files. */
    private static <K, V> Map<K, V> kept(Map<K, V> read) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(Optional.ofNullable(read).orElse(Map.of())));
    }

    /** The metrics of one category, nothing else. */
    public Evaluation(int iteration, TestMetrics metrics) {
        this(iteration, metrics, Map.of(), Map.of(), Map.of(), Optional.empty());
    }

    /** The mean over several categories. */
    public static Evaluation joined(int iteration, Map<String, TestMetrics> categories) {
        return new Evaluation(iteration, TestMetrics.mean(List.copyOf(categories.values())), categories, Map.of(),
                Map.of(), Optional.empty());
    }

    /** Without the figures of each image. */
    Evaluation summed() {
        return new Evaluation(iteration, metrics, categories, views, defects, Optional.empty());
    }
}
