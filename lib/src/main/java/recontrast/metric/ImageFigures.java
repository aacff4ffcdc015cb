package recontrast.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the metrics of a test set are made of, image by image in the set's order, so that two models can be compared on
 * the same images.
 *
 * @param good image scores of the good images
 * @param defective image scores of the defective ones
 * @param aupros published AUPRO, 0..1, of each image with a defective pixel; empty where there are no masks
 */
public record ImageFigures(List<Float> good, List<Float> defective, List<Float> aupros) {

    public ImageFigures {
        good = List.copyOf(good);
        defective = List.copyOf(defective);
        aupros = List.copyOf(aupros);
    }

    /** Of scored images, and their maps where there are masks. */
    public static ImageFigures of(List<LabelledScore> scores, Optional<List<MaskedMap>> maps) {
        return new ImageFigures(scores(scores, false), scores(scores, true), maps.map(Aupro::publishedOfEach).stream()
                .flatMapToDouble(Arrays::stream).mapToObj(aupro -> (float) aupro).toList());
    }

    private static List<Float> scores(List<LabelledScore> scores, boolean anomalous) {
        return scores.stream().filter(image -> image.anomalous() == anomalous).map(image -> (float) image.score()).toList();
    }
}
