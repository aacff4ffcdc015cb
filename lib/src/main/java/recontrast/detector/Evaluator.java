package recontrast.detector;

import ai.djl.ndarray.NDManager;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Auroc;
import recontrast.metric.DefectKinds;
import recontrast.metric.ImageFigures;
import recontrast.metric.ImageScore;
import recontrast.metric.LabelledScore;
import recontrast.metric.MaskedMap;
import recontrast.metric.Ranking;
import recontrast.metric.ScoredImage;
import recontrast.metric.TestMetrics;
import recontrast.model.View;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scores a test set with a detector as it is. */
public final class Evaluator {

    private static final int BATCH = 16;

    private final AnomalyDetector detector;
    private final Batches test;
    private final ImageScore imageScore;
    private final CoreTurns cores;

    /**
     * An evaluator, for as long as the detector lives.
     *
     * @param imageScore how a map becomes an image's score
     * @param cores taken in turns with trainings
     */
    public Evaluator(AnomalyDetector detector, Batches test, ImageScore imageScore, CoreTurns cores) {
        this.detector = detector;
        this.test = test;
        this.imageScore = imageScore;
        this.cores = cores;
    }

    /**
     * The metrics of the detector as it is now, of one category after another, their mean, and each where there are
     * several.
     *
     * @param iteration steps it has taken
     */
    public Evaluation evaluate(int iteration) {
        Map<String, List<Integer>> joined = joined();
        if (joined.isEmpty()) {
            return evaluateOne(iteration);
        }
        Map<String, TestMetrics> byName = new LinkedHashMap<>();
        joined.forEach((name, indices) -> byName.put(
                name, judge(indices, batch -> { }).metrics()));
        return Evaluation.joined(iteration, byName);
    }

    /** Indices of the test images by the category they came from, where several were joined. */
    private Map<String, List<Integer>> joined() {
        return all().stream().filter(index -> test.images().sample(index).origin().isPresent()).collect(
                Collectors.groupingBy(index -> test.images().sample(index).origin().orElseThrow(), LinkedHashMap::new,
                        Collectors.toList()));
    }

    private Evaluation evaluateOne(int iteration) {
        Map<View, List<Double>> byView = new EnumMap<>(View.class);
        Judged judged = judge(all(), batch -> batch.views().forEach((view, maps) -> maps.forEach(map ->
                byView.computeIfAbsent(view, first -> new ArrayList<>()).add(imageScore.of(map)))));
        Map<View, Double> views = new EnumMap<>(View.class);
        byView.forEach((view, scores) -> views.put(view, judged.imageAuroc(scores)));
        Map<String, Double> defects = DefectKinds.imageAurocs(judged.scores);
        return new Evaluation(iteration, judged.metrics(), Map.of(), views,
                defects.size() > 1 ? defects : Map.of(), Optional.of(ImageFigures.of(judged.scores, judged.maps)));
    }

    /**
     * What metrics are taken of.
     *
     * @param scores of the images
     * @param maps of the images, where pixels can be judged; else they are let go batch by batch
     */
    private record Judged(List<LabelledScore> scores, Optional<List<MaskedMap>> maps) {

        TestMetrics metrics() {
            return TestMetrics.of(scores, maps);
        }

        /** I-AUROC of the same images by the maps of one encoder alone (paper, Table A6). */
        double imageAuroc(List<Double> ofOneEncoder) {
            return Auroc.of(Ranking.of(IntStream.range(0, scores.size())
                    .mapToObj(i -> scores.get(i).withScore(ofOneEncoder.get(i))).toList()));
        }
    }

    /** @param seen shown the maps of each batch */
    private Judged judge(List<Integer> images, Consumer<AnomalyDetector.Maps> seen) {
        Judged judged = new Judged(new ArrayList<>(),
                images.stream().map(test.images()::sample).allMatch(Sample::localisable)
                        ? Optional.of(new ArrayList<>()) : Optional.empty());
        score(images, seen, image -> {
            judged.scores.add(LabelledScore.of(image, imageScore));
            judged.maps.ifPresent(maps -> maps.add(image.masked()));
        });
        return judged;
    }

    private List<Integer> all() {
        return IntStream.range(0, test.images().count()).boxed().toList();
    }

    /**
     * Every test image with its anomaly map.
     *
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<ScoredImage> score() {
        List<ScoredImage> scored = new ArrayList<>(test.images().count());
        score(all(), batch -> { }, scored::add);
        return scored;
    }

    /**
     * The score of every test image; maps are let go batch by batch.
     *
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<LabelledScore> imageScores() {
        List<LabelledScore> scores = new ArrayList<>(test.images().count());
        score(all(), batch -> { }, image -> scores.add(LabelledScore.of(image, imageScore)));
        return scores;
    }

    /** I-AUROC alone; maps are let go batch by batch. */
    public double imageAuroc() {
        return Auroc.of(Ranking.of(imageScores()));
    }

    /**
     * Scores these test images.
     *
     * @param seen shown the maps of each batch
     * @param found takes each image with its map
     */
    private void score(List<Integer> images, Consumer<AnomalyDetector.Maps> seen, Consumer<ScoredImage> found) {
        int count = images.size();
        for (int from = 0; from < count; from += BATCH) {
            cores.await();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + from + " of " + count + " test images");
            }
            int[] indices = images.subList(from, Math.min(from + BATCH, count)).stream().mapToInt(i -> i).toArray();
            scored(indices, seen).forEach(found);
        }
    }

    private List<ScoredImage> scored(int[] indices, Consumer<AnomalyDetector.Maps> seen) {
        try (NDManager scratch = detector.parameters().manager().newSubManager()) {
            AnomalyDetector.Maps batch = detector.maps(scratch, test.observe(scratch, indices));
            seen.accept(batch);
            List<AnomalyMap> maps = batch.all();
            Optional<double[]> own = batch.scores();
            return IntStream.range(0, indices.length).mapToObj(i -> scored(indices[i], maps.get(i),
                    own.map(scores -> OptionalDouble.of(scores[i])).orElseGet(OptionalDouble::empty))).toList();
        }
    }

    private ScoredImage scored(int index, AnomalyMap map, OptionalDouble own) {
        PreparedImages images = test.images();
        Sample sample = images.sample(index);
        return new ScoredImage(sample.id(), sample.defect(), sample.anomalous(), map, images.mask(index), own);
    }
}
