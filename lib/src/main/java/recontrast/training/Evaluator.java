package recontrast.training;

import ai.djl.ndarray.NDManager;
import recontrast.analysis.MapSelection;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.DefectKinds;
import recontrast.metric.Evaluation;
import recontrast.metric.ImageFigures;
import recontrast.metric.ImageScore;
import recontrast.metric.LabelledScore;
import recontrast.metric.MaskedMap;
import recontrast.metric.ScoredImage;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scores a test set with a model in evaluation mode. */
public final class Evaluator {

    private static final int BATCH = 16;

    private final FeatureReconstruction model;
    private final AnomalyMapper mapper;
    private final Batches test;
    private final CoreTurns cores;
    private final ImageScore imageScore;

    /** Scores as a plan has it, as long as the model lives, in turns with other trainings. */
    public Evaluator(FeatureReconstruction model, Batches test, TrainingPlan plan, CoreTurns cores) {
        this(model, test, plan, cores, model.parameters().manager());
    }

    /**
     * Scores as a plan has it.
     *
     * @param keeper keeps what all scoring needs
     */
    public Evaluator(FeatureReconstruction model, Batches test, TrainingPlan plan, NDManager keeper) {
        this(model, test, plan, CoreTurns.none(), keeper);
    }

    private Evaluator(
            FeatureReconstruction model, Batches test, TrainingPlan plan, CoreTurns cores, NDManager keeper) {
        this.model = model;
        this.mapper = new AnomalyMapper(keeper, test.images().side(), plan.variant().smoothing());
        this.test = test;
        this.cores = cores;
        this.imageScore = plan.imageScore();
    }

    /**
     * The metrics of the model as it is now, of one category after another, their mean, and each where there are
     * several.
     *
     * @param iteration steps it has taken
     */
    public Evaluated evaluate(int iteration) {
        Map<String, List<Integer>> joined = joined();
        if (joined.isEmpty()) {
            return evaluateOne(iteration);
        }
        Map<String, Evaluation> byName = new LinkedHashMap<>();
        joined.forEach((name, indices) -> byName.put(
                name, judge(indices, (errors, scratch) -> { }).evaluation()));
        return Evaluated.joined(iteration, byName);
    }

    /** Indices of the test images by the category they came from, where several were joined. */
    private Map<String, List<Integer>> joined() {
        return all().stream().filter(index -> test.images().sample(index).origin().isPresent()).collect(
                Collectors.groupingBy(index -> test.images().sample(index).origin().orElseThrow(), LinkedHashMap::new,
                        Collectors.toList()));
    }

    private Evaluated evaluateOne(int iteration) {
        ViewScores views = new ViewScores(mapper, imageScore);
        Judged judged = judge(all(), views::add);
        Map<String, Double> defects = DefectKinds.imageAurocs(judged.scores);
        return new Evaluated(iteration, judged.evaluation(), Map.of(), views.imageAurocs(judged.scores),
                defects.size() > 1 ? defects : Map.of(), Optional.of(ImageFigures.of(judged.scores, judged.maps)));
    }

    /**
     * What metrics are taken of.
     *
     * @param scores of the images
     * @param maps of the images, where pixels can be judged; else they are let go batch by batch
     */
    private record Judged(List<LabelledScore> scores, Optional<List<MaskedMap>> maps) {

        Evaluation evaluation() {
            return Evaluation.of(scores, maps);
        }
    }

    /** @param seen shown the errors of each batch, with an owner for what it computes */
    private Judged judge(List<Integer> images, BiConsumer<PointErrors, NDManager> seen) {
        Judged judged = new Judged(new ArrayList<>(),
                images.stream().map(test.images()::sample).allMatch(Sample::localisable)
                        ? Optional.of(new ArrayList<>()) : Optional.empty());
        score(MapSelection.ALL, images, seen, image -> {
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
     * @param selection which pairs feed the maps
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<ScoredImage> score(MapSelection selection) {
        List<ScoredImage> scored = new ArrayList<>(test.images().count());
        score(selection, all(), (errors, scratch) -> { }, scored::add);
        return scored;
    }

    /**
     * The score of every test image; maps are let go batch by batch.
     *
     * @param selection which pairs feed the maps
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<LabelledScore> imageScores(MapSelection selection) {
        List<LabelledScore> scores = new ArrayList<>(test.images().count());
        score(selection, all(), (errors, scratch) -> { }, image -> scores.add(LabelledScore.of(image, imageScore)));
        return scores;
    }

    /**
     * Scores these test images.
     *
     * @param seen shown the errors of each batch, with an owner for what it computes
     * @param found takes each image with its map
     */
    private void score(MapSelection selection, List<Integer> images, BiConsumer<PointErrors, NDManager> seen,
            Consumer<ScoredImage> found) {
        int count = images.size();
        for (int from = 0; from < count; from += BATCH) {
            cores.await();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + from + " of " + count + " test images");
            }
            int[] indices = images.subList(from, Math.min(from + BATCH, count)).stream().mapToInt(i -> i).toArray();
            List<AnomalyMap> maps = maps(indices, selection, seen);
            for (int i = 0; i < indices.length; i++) {
                found.accept(scored(indices[i], maps.get(i)));
            }
        }
    }

    private List<AnomalyMap> maps(
            int[] indices, MapSelection selection, BiConsumer<PointErrors, NDManager> seen) {
        try (NDManager scratch = model.parameters().manager().newSubManager()) {
            PointErrors errors = new PointErrors(model.reconstruct(test.observe(scratch, indices), Mode.EVAL));
            seen.accept(errors, scratch);
            return mapper.maps(selection, errors, scratch);
        }
    }

    private ScoredImage scored(int index, AnomalyMap map) {
        PreparedImages images = test.images();
        Sample sample = images.sample(index);
        return new ScoredImage(sample.id(), sample.defect(), sample.anomalous(), map, images.mask(index));
    }
}
