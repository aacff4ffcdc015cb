package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.analysis.MapSelection;
import recontrast.data.BatchOrder;
import recontrast.loss.Cosine;
import recontrast.loss.CosineLoss;
import recontrast.metric.AnomalyMap;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Encoder;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Batch;
import recontrast.model.Parameters;
import recontrast.model.View;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.ReconstructionSteps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;
import recontrast.training.TrainingPlan;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ReContrast and reverse distillation: what the network fails to reconstruct is anomalous. */
public final class ReconstructionDetector implements AnomalyDetector {

    private final FeatureReconstruction network;
    private final CosineLoss loss;
    private final TrainingPlan plan;
    private final MapUpsampling upsampling;
    private final MapSelection selection;

    /**
     * Around a network.
     *
     * @param loss that it is trained with
     * @param setup plan and images that it is for
     */
    public ReconstructionDetector(FeatureReconstruction network, CosineLoss loss, Method.Setup setup) {
        this(network, loss, setup.plan(), new MapUpsampling(network.parameters().manager(), setup.resolution().crop(),
                setup.ofMaps(setup.plan().variant().smoothing()), Corners.ALIGNED), MapSelection.ALL);
    }

    private ReconstructionDetector(FeatureReconstruction network, CosineLoss loss, TrainingPlan plan,
            MapUpsampling upsampling, MapSelection selection) {
        this.network = network;
        this.loss = loss;
        this.plan = plan;
        this.upsampling = upsampling;
        this.selection = selection;
    }

    @Override
    public Maps maps(NDManager scratch, Batch seen) {
        List<FeaturePair> pairs = network.reconstruct(seen, Mode.EVAL);
        Map<FeaturePair, NDArray> distances = new IdentityHashMap<>(); // measured once, however many maps they feed
        return new Maps() {
            @Override
            public List<AnomalyMap> all() {
                return of(selection);
            }

            private List<AnomalyMap> of(MapSelection some) {
                return upsampling.maps(some.from(pairs).stream().map(pair -> distances.computeIfAbsent(pair, unmeasured ->
                        Cosine.pointDistances(pair.target(), pair.reconstruction()))).toList(), scratch);
            }

            @Override
            public Map<View, List<AnomalyMap>> views() {
                List<View> views = pairs.stream().map(FeaturePair::view).distinct().toList();
                Map<View, List<AnomalyMap>> maps = new LinkedHashMap<>();
                if (views.size() > 1) {
                    views.forEach(view -> maps.put(view, of(MapSelection.of(view))));
                }
                return maps;
            }
        };
    }

    @Override
    public Smoothing smoothing() {
        return plan.variant().smoothing();
    }

    /** What makes maps of the distances. */
    public MapUpsampling upsampling() {
        return upsampling;
    }

    /** The network itself, to look at. */
    public FeatureReconstruction network() {
        return network;
    }

    @Override
    public ReconstructionDetector selecting(MapSelection newSelection) {
        return new ReconstructionDetector(network, loss, plan, upsampling, newSelection);
    }

    @Override
    public Training training(Batches train, long seed, CoreTurns cores) {
        BatchOrder order =
                new BatchOrder(train.images().inputs(), plan.batch(), seed, plan.variant().lastBatch());
        return new TrainingLoop(
                new ReconstructionSteps(network, loss, plan), network.parameters(), train, order::at, cores);
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public Optional<Encoder> constantEncoder() {
        return network.constantEncoder();
    }
}
