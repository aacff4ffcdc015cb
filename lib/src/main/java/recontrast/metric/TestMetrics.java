package recontrast.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one test set.
 *
 * @param good         number of good images
 * @param defective    number of defective images
 * @param imageAuroc   I-AUROC
 * @param imageAp      I-AP
 * @param imageF1      F1-max of the image scores, with its threshold and accuracy
 * @param localisation pixel metrics; empty unless every defective image has a mask
 * @param further      the other constants of {@link Metric}, by name
 */
public record TestMetrics(int good, int defective, double imageAuroc, double imageAp, F1Max imageF1,
                         Optional<Localisation> localisation,
                         @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> further) {

    public TestMetrics {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(
                Optional.ofNullable(further).orElse(Map.of()))); // absent from most run files
    }

    /** With no further metric. */
    public TestMetrics(int good, int defective, double imageAuroc, double imageAp, F1Max imageF1,
                      Optional<Localisation> localisation) {
        this(good, defective, imageAuroc, imageAp, imageF1, localisation, Map.of());
    }

    /** Scores every image by {@code rule}; fails unless there are both good and defective images. */
    public static TestMetrics of(List<ScoredImage> images, ImageScore rule) {
        return of(images.stream().map(image -> LabelledScore.of(image, rule)).toList(), masked(images));
    }

    /**
     * Of scores, which need no map; fails unless there are both good and defective images.
     *
     * @param masked every image's map with its mask, where pixel metrics are wanted
     */
    public static TestMetrics of(List<LabelledScore> images, Optional<List<MaskedMap>> masked) {
        Ranking ranking = Ranking.of(images);
        if (ranking.normal() == 0 || ranking.anomalous() == 0) {
            throw new IllegalArgumentException("I-AUROC needs good and defective images; found " + ranking.normal()
                    + " good, " + ranking.anomalous() + " defective: add test images of the missing kind");
        }
        Optional<PixelRanking> pixels = masked.map(maps -> PixelRanking.of(maps, "P-AUROC"));
        return new TestMetrics(ranking.normal(), ranking.anomalous(), Auroc.of(ranking), AveragePrecision.of(ranking),
                F1Max.of(ranking), pixels.map(Localisation::of), Metric.further(ranking, pixels));
    }

    /**
     * The mean over several test sets, each metric by itself, the threshold too; numbers of images are added up.
     *
     * @return without pixel metrics unless every set has them
     */
    public static TestMetrics mean(List<TestMetrics> sets) {
        return new TestMetrics(
                sets.stream().mapToInt(TestMetrics::good).sum(),
                sets.stream().mapToInt(TestMetrics::defective).sum(),
                mean(sets, TestMetrics::imageAuroc),
                mean(sets, TestMetrics::imageAp),
                F1Max.mean(sets.stream().map(TestMetrics::imageF1).toList()),
                meanLocalisation(sets),
                meanFurther(sets));
    }

    private static Optional<Localisation> meanLocalisation(List<TestMetrics> sets) {
        List<Localisation> all = sets.stream().flatMap(set -> set.localisation().stream()).toList();
        return all.size() == sets.size() ? Optional.of(Localisation.mean(all)) : Optional.empty();
    }

    private static Map<String, Double> meanFurther(List<TestMetrics> sets) {
        Map<String, Double> means = new LinkedHashMap<>(sets.get(0).further);
        means.keySet().removeIf(name -> !sets.stream().allMatch(set -> set.further.containsKey(name)));
        means.replaceAll((name, first) -> mean(sets, set -> set.further.get(name)));
        return means;
    }

    /** The mean of one figure of several records. */
    static <T> double mean(List<T> records, ToDoubleFunction<T> figure) {
        return records.stream().mapToDouble(figure).average().orElseThrow(
                () -> new IllegalArgumentException("expected at least one test set to average over; found none"));
    }

    private static Optional<List<MaskedMap>> masked(List<ScoredImage> images) {
        return images.stream().allMatch(ScoredImage::localisable)
                ? Optional.of(images.stream().map(ScoredImage::masked).toList())
                : Optional.empty();
    }
}
