package recontrast.report.pictures;

import recontrast.Experiment;
import recontrast.analysis.PrincipalComponents;
import recontrast.data.ImageSize;
import recontrast.model.Stage;
import recontrast.model.View;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.Evaluation;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Layer-2 features of an encoder as colours: red, green and blue are their first three principal components, over all
 * pictures of a gallery, so that points of equal colour have alike features, in one column and across columns.
 */
public final class FeatureColours {

    private static final double TRIMMED = 0.02; // part of the points beyond either end of the colours

    private static final ImageSize NOTHING = ImageSize.square(128);

    private FeatureColours() { }

    /** The examples with a column of colours for the encoder of each run; that of A or B is the pretrained one. */
    public static AnomalyGallery of(Examples examples, RunResult... runs) {
        Map<String, List<double[][]>> columns = new LinkedHashMap<>();
        Stream.of(runs).forEach(run -> columns.put(
                "encoder of " + run.config().name(), features(examples, run, run.modelSteps())));
        return gallery(examples, columns);
    }

    /**
     * The examples with a column for the encoder before training, one for where I-AUROC was highest, and one for the end:
     * two where that was the end. Where a model was not {@linkplain Experiment#keepingModels kept}, the column says so.
     */
    public static AnomalyGallery over(Examples examples, RunResult run) {
        Map<String, List<double[][]>> columns = new LinkedHashMap<>();
        int end = run.history().iterations();
        columns.put("before training", features(examples, run, 0));
        run.best().map(Evaluation::iteration).filter(peak -> peak != end)
                .ifPresent(peak -> columns.put("peak, step " + peak, featuresIfKept(examples, run, peak)));
        columns.put("end, step " + end, featuresIfKept(examples, run, end));
        return gallery(examples, columns);
    }

    private static List<double[][]> featuresIfKept(Examples examples, RunResult run, int steps) {
        boolean kept = examples.experiment().store().models(run).containsKey(steps);
        return kept ? features(examples, run, steps) : List.of();
    }

    private static AnomalyGallery gallery(Examples examples, Map<String, List<double[][]>> columns) {
        ImageSize points = examples.experiment().resolution().crop().dividedBy(Stage.LAYER2.stride());
        Iterator<BufferedImage> pictures = pictures(PrincipalComponents.of(
                columns.values().stream().flatMap(List::stream).toList()), points).iterator();
        AnomalyGallery gallery = examples.gallery();
        for (Map.Entry<String, List<double[][]>> column : columns.entrySet()) {
            boolean kept = !column.getValue().isEmpty();
            gallery = gallery.withPictures(column.getKey(), examples.samples().stream()
                    .map(sample -> kept ? pictures.next() : Overlay.words("not kept", NOTHING)).toList());
        }
        return gallery;
    }

    private static List<double[][]> features(Examples examples, RunResult run, int steps) {
        try (TrainedModel model = examples.experiment().open(run, steps)) {
            return model.look(examples.samples(), pairs -> pairs.stream()
                    .filter(pair -> pair.view() == View.ENCODER && pair.stage() == Stage.LAYER2)
                    .flatMap(pair -> IntStream.range(0, examples.samples().size())
                            .mapToObj(image -> PrincipalComponents.points(pair.target(), image)))
                    .toList());
        }
    }

    private static List<BufferedImage> pictures(List<double[][]> components, ImageSize size) {
        double[] low = new double[3];
        double[] high = new double[3];
        for (int k = 0; k < low.length; k++) {
            int component = k;
            double[] sorted = components.stream().flatMap(Arrays::stream)
                    .mapToDouble(point -> point[component]).sorted().toArray();
            low[k] = sorted[(int) (TRIMMED * sorted.length)];
            high[k] = sorted[(int) ((1 - TRIMMED) * (sorted.length - 1))];
        }
        return components.stream().map(points -> picture(points, size, low, high)).toList();
    }

    private static BufferedImage picture(double[][] points, ImageSize size, double[] low, double[] high) {
        return Overlay.painted(size.width(), size.height(), point -> {
            int rgb = 0;
            for (int k = 0; k < low.length; k++) {
                double part = (points[point][k] - low[k]) / Math.max(high[k] - low[k], Double.MIN_NORMAL);
                rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, part)));
            }
            return rgb;
        });
    }
}
