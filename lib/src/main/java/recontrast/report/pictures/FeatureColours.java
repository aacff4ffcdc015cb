package recontrast.report.pictures;

import recontrast.analysis.PrincipalComponents;
import recontrast.data.ImageSize;
import recontrast.model.Stage;
import recontrast.model.View;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layer-2 features of an encoder as colours: red, green and blue are their first three principal components, over all
 * pictures of a gallery, so that points of equal colour have alike features, in one column and across columns.
 */
public final class FeatureColours {

    private static final double TRIMMED = 0.02; // part of the points beyond either end of the colours

    private FeatureColours() { }

    /** The examples with a column of colours for the encoder of each run; that of A or B is the pretrained one. */
    public static AnomalyGallery of(Examples examples, RunResult... runs) {
        List<double[][]> features = new ArrayList<>();
        for (RunResult run : runs) {
            features.addAll(features(examples, run));
        }
        ImageSize points = examples.experiment().resolution().crop().dividedBy(Stage.LAYER2.stride());
        List<BufferedImage> pictures = pictures(PrincipalComponents.of(features), points);
        AnomalyGallery gallery = examples.gallery();
        int rows = examples.samples().size();
        for (int column = 0; column < runs.length; column++) {
            gallery = gallery.withPictures("encoder of " + runs[column].config().name(),
                    pictures.subList(column * rows, (column + 1) * rows));
        }
        return gallery;
    }

    private static List<double[][]> features(Examples examples, RunResult run) {
        try (TrainedModel model = examples.experiment().open(run)) {
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
