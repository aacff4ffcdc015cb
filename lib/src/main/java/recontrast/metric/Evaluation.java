package recontrast.metric;

import java.util.List;
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
 */
public record Evaluation(int good, int defective, double imageAuroc, double imageAp, F1Max imageF1,
                         Optional<Localisation> localisation) {

    /** Scores every image by {@code rule}; fails unless there are both good and defective images. */
    public static Evaluation of(List<ScoredImage> images, ImageScore rule) {
        return of(images.stream().map(image -> LabelledScore.of(image, rule)).toList(), masked(images));
    }

    /**
     * Of scores, which need no map; fails unless there are both good and defective images.
     *
     * @param masked every image's map with its mask, where pixel metrics are wanted
     */
    public static Evaluation of(List<LabelledScore> images, Optional<List<MaskedMap>> masked) {
        Ranking ranking = Ranking.of(images);
        if (ranking.normal() == 0 || ranking.anomalous() == 0) {
            throw new IllegalArgumentException("I-AUROC needs good and defective images; found " + ranking.normal()
                    + " good, " + ranking.anomalous() + " defective: add test images of the missing kind");
        }
        return new Evaluation(ranking.normal(), ranking.anomalous(), Auroc.of(ranking), AveragePrecision.of(ranking),
                F1Max.of(ranking), masked.map(Localisation::of));
    }

    /**
     * The mean over several test sets, each metric by itself, the threshold too; numbers of images are added up.
     *
     * @return without pixel metrics unless every set has them
     */
    public static Evaluation mean(List<Evaluation> sets) {
        return new Evaluation(
                sets.stream().mapToInt(Evaluation::good).sum(),
                sets.stream().mapToInt(Evaluation::defective).sum(),
                mean(sets, Evaluation::imageAuroc),
                mean(sets, Evaluation::imageAp),
                F1Max.mean(sets.stream().map(Evaluation::imageF1).toList()),
                meanLocalisation(sets));
    }

    private static Optional<Localisation> meanLocalisation(List<Evaluation> sets) {
        List<Localisation> all = sets.stream().flatMap(set -> set.localisation().stream()).toList();
        return all.size() == sets.size() ? Optional.of(Localisation.mean(all)) : Optional.empty();
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
