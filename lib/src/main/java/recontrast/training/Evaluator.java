package recontrast.training;

import ai.djl.ndarray.NDManager;
import recontrast.analysis.MapSelection;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Evaluation;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scores a test set with a model in evaluation mode. */
public final class Evaluator {

    private static final int BATCH = 16;

    private final FeatureReconstruction model;
    private final AnomalyMapper mapper;
    private final Batches test;
    private final ImageScore imageScore;

    /** Scores as a plan has it, as long as the model lives. */
    public Evaluator(FeatureReconstruction model, Batches test, TrainingPlan plan) {
        this(model, test, plan, model.parameters().manager());
    }

    /**
     * Scores as a plan has it.
     *
     * @param keeper keeps what all scoring needs
     */
    public Evaluator(FeatureReconstruction model, Batches test, TrainingPlan plan, NDManager keeper) {
        this.model = model;
        this.mapper = new AnomalyMapper(keeper, test.images().side(), plan.variant().smoothing());
        this.test = test;
        this.imageScore = plan.imageScore();
    }

    /**
     * The metrics of the model as it is now, of one category after another, their mean, and each where there are
     * several.
     *
     * @param iteration steps it has taken
     */
    public Evaluated evaluate(int iteration) {
        List<Evaluation> all = new ArrayList<>();
        Map<String, Evaluation> byName = new LinkedHashMap<>();
        testSets().forEach((origin, indices) -> {
            Evaluation evaluation = Evaluation.of(score(MapSelection.ALL, indices), imageScore);
            all.add(evaluation);
            origin.ifPresent(name -> byName.put(name, evaluation));
        });
        return new Evaluated(iteration, Evaluation.mean(all), byName);
    }

    /** Indices of the test images by the category they came from. */
    private Map<Optional<String>, List<Integer>> testSets() {
        return IntStream.range(0, test.images().count()).boxed().collect(Collectors.groupingBy(
                index -> test.images().sample(index).origin(), LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Every test image with its anomaly map.
     *
     * @param selection which pairs feed the maps
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<ScoredImage> score(MapSelection selection) {
        return score(selection, IntStream.range(0, test.images().count()).boxed().toList());
    }

    private List<ScoredImage> score(MapSelection selection, List<Integer> images) {
        int count = images.size();
        List<ScoredImage> scored = new ArrayList<>(count);
        for (int from = 0; from < count; from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + from + " of " + count + " test images");
            }
            int[] indices = images.subList(from, Math.min(from + BATCH, count)).stream().mapToInt(i -> i).toArray();
            List<AnomalyMap> maps = maps(indices, selection);
            for (int i = 0; i < indices.length; i++) {
                scored.add(scored(indices[i], maps.get(i)));
            }
        }
        return scored;
    }

    private List<AnomalyMap> maps(int[] indices, MapSelection selection) {
        try (NDManager scratch = model.parameters().manager().newSubManager()) {
            List<FeaturePair> pairs = model.reconstruct(test.observe(scratch, indices), Mode.EVAL);
            return mapper.maps(selection.from(pairs), scratch);
        }
    }

    private ScoredImage scored(int index, AnomalyMap map) {
        PreparedImages images = test.images();
        Sample sample = images.sample(index);
        return new ScoredImage(sample.id(), sample.defect(), sample.anomalous(), map, images.mask(index));
    }
}
