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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
        joined.forEach((name, indices) -> byName.put(name, judge(indices, Views.NONE).metrics()));
        return Evaluation.joined(iteration, byName);
    }

    /** Indices of the test images by the category they came from, where several were joined. */
    private Map<String, List<Integer>> joined() {
        return all().stream().filter(index -> test.images().sample(index).origin().isPresent()).collect(
                Collectors.groupingBy(index -> test.images().sample(index).origin().orElseThrow(), LinkedHashMap::new,
                        Collectors.toList()));
    }

    private Evaluation evaluateOne(int iteration) {
        Judged judged = judge(all(), AnomalyDetector.Maps::views);
        Map<View, Double> views = new EnumMap<>(View.class);
        judged.byView.forEach((view, scores) -> views.put(view, judged.imageAuroc(scores)));
        Map<String, Double> defects = DefectKinds.imageAurocs(judged.scores);
        return new Evaluation(iteration, judged.metrics(), Map.of(), views,
                defects.size() > 1 ? defects : Map.of(), Optional.of(ImageFigures.of(judged.scores, judged.maps)));
    }

    /** What is made of a batch beside the maps of all features. */
    @FunctionalInterface
    private interface Views {

        Views NONE = batch -> Map.of();

        Map<View, List<AnomalyMap>> of(AnomalyDetector.Maps batch);
    }

    /**
     * What metrics are taken of.
     *
     * @param scores of the images
     * @param maps of the images, where pixels can be judged; else they are let go batch by batch
     * @param byView scores of the images by their other maps
     */
    private record Judged(
            List<LabelledScore> scores, Optional<List<MaskedMap>> maps, Map<View, List<Double>> byView) {

        TestMetrics metrics() {
            return TestMetrics.of(scores, maps);
        }

        /** I-AUROC of the same images by the maps of one encoder alone (paper, Table A6). */
        double imageAuroc(List<Double> ofOneEncoder) {
            return Auroc.of(Ranking.of(IntStream.range(0, scores.size())
                    .mapToObj(i -> scores.get(i).withScore(ofOneEncoder.get(i))).toList()));
        }
    }

    private Judged judge(List<Integer> images, Views views) {
        Judged judged = new Judged(new ArrayList<>(),
                images.stream().map(test.images()::sample).allMatch(Sample::localisable)
                        ? Optional.of(new ArrayList<>()) : Optional.empty(), new EnumMap<>(View.class));
        score(images, views, (image, ofViews) -> {
            judged.scores.add(LabelledScore.of(image, imageScore));
            judged.maps.ifPresent(maps -> maps.add(image.masked()));
            ofViews.forEach((view, map) ->
                    judged.byView.computeIfAbsent(view, first -> new ArrayList<>()).add(imageScore.of(map)));
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
        score(all(), Views.NONE, (image, views) -> scored.add(image));
        return scored;
    }

    /**
     * The score of every test image; maps are let go batch by batch.
     *
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<LabelledScore> imageScores() {
        List<LabelledScore> scores = new ArrayList<>(test.images().count());
        score(all(), Views.NONE, (image, views) -> scores.add(LabelledScore.of(image, imageScore)));
        return scores;
    }

    /** I-AUROC alone; maps are let go batch by batch. */
    public double imageAuroc() {
        return Auroc.of(Ranking.of(imageScores()));
    }

    /**
     * Scores these test images: one input after another, and an image with the last of its inputs.
     *
     * @param found takes each image with its map, and its other maps
     */
    private void score(List<Integer> images, Views views, BiConsumer<ScoredImage, Map<View, AnomalyMap>> found) {
        int[] inputs = images.stream().flatMapToInt(test.images()::inputs).toArray();
        int done = 0;
        List<Seen> waiting = new ArrayList<>(); // for the rest of their image
        for (int from = 0; from < inputs.length; from += BATCH) {
            cores.await();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + done + " of " + images.size() + " test images");
            }
            waiting.addAll(seen(Arrays.copyOfRange(inputs, from, Math.min(from + BATCH, inputs.length)), views));
            while (done < images.size() && waiting.size() >= test.images().tiling(images.get(done)).count()) {
                int image = images.get(done++);
                List<Seen> all = waiting.subList(0, test.images().tiling(image).count());
                Map<View, AnomalyMap> others = new EnumMap<>(View.class);
                all.get(0).views.keySet().forEach(view -> others.put(view, whole(image, all, part -> part.views.get(view))));
                found.accept(scored(image, whole(image, all, Seen::map), all.get(0).own), others);
                all.clear();
            }
        }
    }

    /**
     * What was made of an input.
     *
     * @param own its score, where it is not taken from the map
     */
    private record Seen(AnomalyMap map, OptionalDouble own, Map<View, AnomalyMap> views) { }

    private List<Seen> seen(int[] inputs, Views views) {
        try (NDManager scratch = detector.parameters().manager().newSubManager()) {
            AnomalyDetector.Maps batch = detector.maps(scratch, test.observe(scratch, inputs));
            Map<View, List<AnomalyMap>> others = views.of(batch);
            List<AnomalyMap> maps = batch.all();
            Optional<double[]> own = test.images().divided() ? Optional.empty() : batch.scores();
            return IntStream.range(0, inputs.length).mapToObj(i -> {
                Map<View, AnomalyMap> each = new EnumMap<>(View.class);
                others.forEach((view, all) -> each.put(view, all.get(i)));
                return new Seen(maps.get(i), own.stream().mapToDouble(scores -> scores[i]).findFirst(), each);
            }).toList();
        }
    }

    /** The map of an image of those of its inputs. */
    private AnomalyMap whole(int image, List<Seen> parts, Function<Seen, AnomalyMap> map) {
        return test.images().divided()
                ? detector.smoothing().of(test.images().tiling(image).joined(parts.stream().map(map).toList()))
                : map.apply(parts.get(0));
    }

    private ScoredImage scored(int index, AnomalyMap map, OptionalDouble own) {
        PreparedImages images = test.images();
        Sample sample = images.sample(index);
        return new ScoredImage(sample.id(), sample.defect(), sample.anomalous(), map, images.mask(index), own);
    }
}
