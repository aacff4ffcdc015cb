package recontrast.report.pictures;

import recontrast.analysis.HardNormals;
import recontrast.analysis.PointMap;
import recontrast.data.Sample;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.report.Figures;
import recontrast.report.charts.PictureFormat;
import recontrast.report.charts.Slider;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which points of a few images still give gradient under hard-normal mining: bright where they do, dark where the
 * reconstruction is found good enough (paper, Table A4).
 */
public final class HardNormalMaps {

    private static final int BATCH = 16; // images that the threshold is taken over, as in training

    private HardNormalMaps() { }

    /**
     * The examples with a column for each threshold, headed by the part of all points that it discards.
     *
     * @param stage whose points are drawn; the part is over all stages and views
     */
    public static AnomalyGallery of(Examples examples, RunResult run, Stage stage, double... alphas) {
        AnomalyGallery gallery = examples.gallery();
        for (Column column : columns(examples, run, stage, alphas)) {
            gallery = gallery.withPictures("\u03b1 = " + column.label(), pictures(gallery, column.kept()));
        }
        return gallery;
    }

    /** The same with one threshold at a time. */
    public static Slider slider(Examples examples, RunResult run, Stage stage, double... alphas) {
        AnomalyGallery gallery = examples.gallery();
        return Slider.of("\u03b1", PictureFormat.SMALL_JPEG, columns(examples, run, stage, alphas).stream().map(column ->
                new Slider.Frame(column.label() + " of the points discarded", gallery.withPictures(
                        "still learn", pictures(gallery, column.kept())).image())).toList());
    }

    private static List<Column> columns(Examples examples, RunResult run, Stage stage, double... alphas) {
        List<Sample> batch = Stream.concat(
                        examples.samples().stream(), examples.experiment().category().train().stream())
                .distinct().limit(BATCH).toList();
        try (TrainedModel model = examples.experiment().open(run)) {
            return model.look(batch, pairs -> columns(pairs, stage, alphas));
        }
    }

    private record Column(String label, List<PointMap> kept) { }

    private static List<Column> columns(List<FeaturePair> pairs, Stage stage, double... alphas) {
        FeaturePair drawn = pairs.stream().filter(pair -> pair.stage() == stage).findFirst().orElseThrow();
        List<Column> columns = new ArrayList<>();
        for (double alpha : alphas) {
            columns.add(new Column(String.format(Locale.ROOT, "%s: %.0f %%",
                    Figures.of(alpha, 1).replace(".0", ""), 100 * HardNormals.discarded(pairs, alpha)),
                    HardNormals.of(drawn, alpha)));
        }
        return columns;
    }

    private static List<BufferedImage> pictures(AnomalyGallery gallery, List<PointMap> kept) {
        return IntStream.range(0, gallery.examples().size())
                .mapToObj(row -> Overlay.kept(gallery.examples().get(row).picture(), kept.get(row))).toList();
    }
}
