package recontrast.metric;

import java.util.List;

/**
 * How well defects are found within the images, over all pixels of a test set.
 *
 * @param pixelAuroc     P-AUROC
 * @param pixelAp        P-AP
 * @param auproPublished AUPRO per defective image from 200 thresholds, averaged: the paper's figure
 * @param auproExact30   AUPRO of the whole test set to false positive rate 0.3
 * @param auproExact05   AUPRO of the whole test set to false positive rate 0.05
 */
public record Localisation(
        double pixelAuroc, double pixelAp, double auproPublished, double auproExact30, double auproExact05) {

    /**
     * Measures all {@code maps}, good images included; fails where no pixel is defective or none is normal.
     *
     * @throws java.util.concurrent.CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public static Localisation of(List<MaskedMap> maps) {
        return of(PixelRanking.of(maps, "P-AUROC"));
    }

    static Localisation of(PixelRanking pixels) {
        Ranking cuts = pixels.cuts();
        PixelRanking.endWhereInterrupted();
        double published = Aupro.published(pixels.maps());
        PixelRanking.endWhereInterrupted();
        List<Double> exact = pixels.overlap(0.3, 0.05);
        PixelRanking.endWhereInterrupted();
        return new Localisation(Auroc.of(cuts), AveragePrecision.of(cuts), published, exact.get(0), exact.get(1));
    }

    static Localisation mean(List<Localisation> sets) {
        return new Localisation(
                TestMetrics.mean(sets, Localisation::pixelAuroc),
                TestMetrics.mean(sets, Localisation::pixelAp),
                TestMetrics.mean(sets, Localisation::auproPublished),
                TestMetrics.mean(sets, Localisation::auproExact30),
                TestMetrics.mean(sets, Localisation::auproExact05));
    }
}
