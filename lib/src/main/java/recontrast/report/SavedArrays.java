package recontrast.report;

import org.apiguardian.api.API;
import recontrast.analysis.Landscape;
import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.run.RunResult;
import recontrast.training.Diversity;
import recontrast.training.Evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What was measured as arrays of a {@linkplain Npz file} that NumPy reads. */
@API(status = API.Status.STABLE)
public final class SavedArrays {

    private SavedArrays() { }

    /**
     * A run over its iterations: {@code losses} of every step; of the evaluations their {@code iterations} and, by the
     * name of the metric, such as {@code image_auroc}, 0 to 1, NaN where one has none; of each stage
     * {@code layer2_diversity} and {@code layer2_diversity_iterations}.
     */
    public static void save(RunResult run, Path file) {
        List<Float> losses = run.history().losses();
        List<Evaluation> evaluations = run.history().evaluations();
        try (Npz npz = Npz.create(file)) {
            npz.numbers("losses", losses.stream().mapToDouble(Float::doubleValue).toArray());
            npz.integers("iterations", evaluations.stream().mapToInt(Evaluation::iteration).toArray());
            for (Metric metric : Metric.values()) {
                npz.numbers(metric.name().toLowerCase(Locale.ROOT),
                        evaluations.stream().mapToDouble(at -> metric.of(at.metrics()).orElse(Double.NaN)).toArray());
            }
            for (Stage stage : Stage.values()) {
                List<Diversity> diversities = run.history().diversities(stage);
                String name = stage.name().toLowerCase(Locale.ROOT) + "_diversity";
                npz.numbers(name, diversities.stream().mapToDouble(Diversity::value).toArray());
                npz.integers(name + "_iterations", diversities.stream().mapToInt(Diversity::iteration).toArray());
            }
        }
    }

    /**
     * A landscape: {@code heights} of shape (rows, points), fewer rows than points where it was interrupted, and
     * {@code offsets} (points) of its columns and rows from the trained weights.
     */
    public static void save(Landscape landscape, Path file) {
        try (Npz npz = Npz.create(file)) {
            npz.rows("heights", landscape.rows());
            npz.numbers("offsets", IntStream.range(0, landscape.grid().points())
                    .mapToDouble(landscape.grid()::offset).toArray());
        }
    }
}
