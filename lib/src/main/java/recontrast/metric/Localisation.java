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
        Interruption.check();
        Ranking pixels = pixels(maps);
        if (pixels.normal() == 0 || pixels.anomalous() == 0) {
            throw new IllegalArgumentException("P-AUROC needs normal and defective pixels; found " + pixels.normal()
                    + " normal, " + pixels.anomalous() + " defective in " + maps.size() + " masks");
        }
        Interruption.check();
        double published = Aupro.published(maps);
        Interruption.check();
        ProCurve curve = ProCurve.of(maps, 0.3);
        Interruption.check();
        return new Localisation(Auroc.of(pixels), AveragePrecision.of(pixels), published,
                curve.areaTo(0.3), curve.areaTo(0.05));
    }

    static Localisation mean(List<Localisation> sets) {
        return new Localisation(
                Evaluation.mean(sets, Localisation::pixelAuroc),
                Evaluation.mean(sets, Localisation::pixelAp),
                Evaluation.mean(sets, Localisation::auproPublished),
                Evaluation.mean(sets, Localisation::auproExact30),
                Evaluation.mean(sets, Localisation::auproExact05));
    }

    private static Ranking pixels(List<MaskedMap> maps) {
        int total = maps.stream().mapToInt(map -> map.mask().length).sum();
        float[] scores = new float[total];
        boolean[] defective = new boolean[total];
        int size = 0;
        for (MaskedMap map : maps) {
            int length = map.mask().length;
            System.arraycopy(map.map().values(), 0, scores, size, length);
            System.arraycopy(map.mask(), 0, defective, size, length);
            size += length;
        }
        return Ranking.of(scores, defective);
    }
}
