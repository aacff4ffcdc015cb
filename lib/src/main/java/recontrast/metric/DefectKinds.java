package recontrast.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** I-AUROC of each kind of defect by itself, as data sets with several kinds are reported (MVTec LOCO AD). */
public final class DefectKinds {

    private DefectKinds() { }

    /** By kind, in the order they are met: I-AUROC over the good images and those of that kind. */
    public static Map<String, Double> imageAurocs(List<ScoredImage> images, ImageScore rule) {
        double[] scores = images.stream().mapToDouble(image -> rule.of(image.map())).toArray();
        Map<String, Double> byKind = new LinkedHashMap<>();
        images.stream().filter(ScoredImage::anomalous).map(ScoredImage::defect).distinct().forEach(kind -> {
            int[] chosen = IntStream.range(0, scores.length).filter(i ->
                    !images.get(i).anomalous() || images.get(i).defect().equals(kind)).toArray();
            byKind.put(kind, Auroc.of(Ranking.of(IntStream.of(chosen).mapToDouble(i -> scores[i]).toArray(),
                    IntStream.of(chosen).mapToObj(images::get).toList())));
        });
        return byKind;
    }
}
