package recontrast.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** I-AUROC of each kind of defect by itself, as data sets with several kinds are reported (MVTec LOCO AD). */
public final class DefectKinds {

    private DefectKinds() { }

    /** By kind, in the order they are met: I-AUROC over the good images and those of that kind. */
    public static Map<String, Double> imageAurocs(List<LabelledScore> images) {
        Map<String, Double> byKind = new LinkedHashMap<>();
        images.stream().filter(LabelledScore::anomalous).map(LabelledScore::defect).distinct().forEach(kind ->
                byKind.put(kind, Auroc.of(Ranking.of(images.stream().filter(image ->
                        !image.anomalous() || image.defect().equals(kind)).toList()))));
        return byKind;
    }
}
