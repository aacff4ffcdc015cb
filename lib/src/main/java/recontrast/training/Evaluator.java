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
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Scores a test set with a model in evaluation mode. */
public final class Evaluator {

    private static final int BATCH = 16;

    private final FeatureReconstruction model;
    private final AnomalyMapper mapper;
    private final Batches test;
    private final ImageScore imageScore;

    public Evaluator(FeatureReconstruction model, Batches test, ImageScore imageScore) {
        this.model = model;
        this.mapper = new AnomalyMapper(model.parameters().manager(), test.images().side());
        this.test = test;
        this.imageScore = imageScore;
    }

    /** The metrics of the model as it is now. */
    public Evaluation evaluate() {
        return Evaluation.of(score(MapSelection.ALL), imageScore);
    }

    /**
     * Every test image with its anomaly map.
     *
     * @param selection which pairs feed the maps
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public List<ScoredImage> score(MapSelection selection) {
        int count = test.images().count();
        List<ScoredImage> scored = new ArrayList<>(count);
        for (int from = 0; from < count; from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + from + " of " + count + " test images");
            }
            int[] indices = IntStream.range(from, Math.min(from + BATCH, count)).toArray();
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
