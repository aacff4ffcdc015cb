package recontrast.report.pictures;

import recontrast.Config;
import recontrast.Idea;
import recontrast.detector.Method;
import recontrast.metric.ImageFigures;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.run.RunResult;
import recontrast.training.Evaluation;

import java.util.List;
import java.util.Locale;

/**
 * What stands below maps: {@code score 2.31, above 97 % of good}, or above all good ones.
 *
 * @param measure of the maps: a sum of distances over so many pairs, or what another system measures
 * @param rule for scores
 * @param good scores of all good test images by the same model; none where they are not known
 */
record Captions(String measure, ImageScore rule, List<Float> good) {

    private static final double SAME = 1e-4; // part of a score that the size of batches may change

    /** For the model that a run was after so many steps; a run knows all scores of its last three evaluations. */
    static Captions of(RunResult run, int steps) {
        return new Captions(measure(run.config()), run.spec().plan().imageScore(), run.history().evaluations().stream()
                .filter(at -> at.iteration() == steps).map(Evaluation::images).flatMap(images -> images.stream())
                .findFirst().map(ImageFigures::good).orElse(List.of()));
    }

    private static String measure(Method method) {
        return method.getClass().getName() + Config.ideasOf(method).contains(Idea.CONTRASTIVE_PAIRS);
    }

    /** For maps from some pairs: how good images score by these is not known. */
    Captions ofSomePairs() {
        return new Captions("some pairs", rule, List.of());
    }

    /** The gallery with a column for these images, its own. */
    AnomalyGallery column(AnomalyGallery gallery, String label, List<ScoredImage> images) {
        return gallery.with(label, measure, images.stream().map(ScoredImage::map).toList(),
                images.stream().map(this::words).toList());
    }

    String words(ScoredImage image) {
        double score = image.score(rule);
        long below = good.stream().filter(other -> score - other > SAME * Math.abs(score)).count(); // itself is not
        return String.format(Locale.ROOT, "score %.3g", score) + (good.isEmpty() ? "\n "
                : "\nabove " + (below == good.size() ? "all good ones" : 100 * below / good.size() + " % of good"));
    }
}
