package recontrast.metric;

import java.util.Arrays;
import java.util.List;

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

    /** Of images that are scored by {@code rule}. */
    public static ImageFigures of(List<ScoredImage> images, ImageScore rule) {
        boolean masked = images.stream().allMatch(ScoredImage::localisable);
        return new ImageFigures(scores(images, rule, false), scores(images, rule, true), masked
                ? Arrays.stream(Aupro.publishedOfEach(images.stream().map(ScoredImage::masked).toList()))
                        .mapToObj(aupro -> (float) aupro).toList()
                : List.of());
    }

    private static List<Float> scores(List<ScoredImage> images, ImageScore rule, boolean anomalous) {
        return images.stream().filter(image -> image.anomalous() == anomalous)
                .map(image -> (float) rule.of(image.map())).toList();
    }
}
