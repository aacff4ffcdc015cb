package recontrast.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.analysis.MapSelection;
import recontrast.analysis.Progress;
import recontrast.analysis.WeightPlane;
import recontrast.data.MaskRule;
import recontrast.data.Picture;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Evaluator;
import recontrast.detector.ReconstructionDetector;
import recontrast.metric.Calibration;
import recontrast.metric.LabelledScore;
import recontrast.metric.ScoredImage;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.Checkpoint;
import recontrast.training.CoreTurns;
import recontrast.training.KeptTensors;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The model of a run, read from its checkpoint; holds memory on the device until closed.
 *
 * <p>Any number of threads may score with one model at once: its tensors are only read, and what a call computes is its
 * own, let go at its end. {@link #landscape} moves the weights: nothing else may go on meanwhile. Close it when no
 * thread computes any more. Each calling thread has as many of the engine's threads ({@code OMP_NUM_THREADS}) to help it
 * on the processor: for several calls at once set it to 1, for one at a time leave it.
 */
public final class TrainedModel implements AutoCloseable {

    private static final int TOGETHER = 64; // images whose maps are held in memory

    private final RunSpec spec;
    private final MaskRule maskRule;
    private final NDManager manager;
    private final AnomalyDetector detector;

    private TrainedModel(RunSpec spec, MaskRule maskRule, NDManager manager) {
        this.spec = spec;
        this.maskRule = maskRule;
        this.manager = manager;
        this.detector = spec.detector(Compute.parameters(manager, spec.seed()));
    }

    /**
     * Reads a model.
     *
     * @param store where the run is kept
     * @param maskRule which pixels of a resized mask count as defect, where samples have masks
     * @throws IllegalArgumentException if there is no checkpoint of that run, or it is another model's
     */
    public static TrainedModel open(RunStore store, RunSpec spec, MaskRule maskRule, Device device) {
        return open(spec, maskRule, device, parameters -> Checkpoint.load(parameters, store.checkpoint(spec)));
    }

    /** The same from another file, such as one of {@link RunStore#models}. */
    public static TrainedModel open(Path checkpoint, RunSpec spec, MaskRule maskRule, Device device) {
        return open(spec, maskRule, device, parameters -> Checkpoint.load(parameters, checkpoint));
    }

    /**
     * The model that a run begins with.
     *
     * @throws IllegalArgumentException if it begins with other weights
     */
    public static TrainedModel untrained(Weights weights, RunSpec spec, MaskRule maskRule, Device device) {
        if (!weights.id().equals(spec.weights())) {
            throw new IllegalArgumentException("expected the weights that the run began with, " + spec.weights()
                    + "; found " + weights.id() + ": ask the experiment that it was trained under");
        }
        return open(spec, maskRule, device, parameters -> weights.loadInto(parameters, spec.encoder()));
    }

    private static TrainedModel open(RunSpec spec, MaskRule maskRule, Device device, Consumer<Parameters> load) {
        NDManager manager = Compute.manager(device);
        try {
            TrainedModel opened = new TrainedModel(spec, maskRule, manager);
            load.accept(opened.detector.parameters());
            return opened;
        } catch (RuntimeException unreadable) {
            manager.close();
            throw unreadable;
        }
    }

    /** What was trained. */
    public RunSpec spec() {
        return spec;
    }

    /** What makes the maps, to look at. */
    public AnomalyDetector detector() {
        return detector;
    }

    /** Of samples those that are scored together, one part after another: an image in tiles, or several seen whole. */
    public List<List<Sample>> inParts(List<Sample> samples) {
        int together = spec.resolution().divides() ? 1 : TOGETHER;
        return IntStream.iterate(0, from -> from < samples.size(), from -> from + together)
                .mapToObj(from -> samples.subList(from, Math.min(from + together, samples.size()))).toList();
    }

    /** Samples with their anomaly maps, from all pairs. */
    public List<ScoredImage> score(List<Sample> samples) {
        return score(samples, MapSelection.ALL);
    }

    /** What the model makes of a picture of any size. */
    public ScoredPicture score(Picture picture) {
        return scoreAll(List.of(picture)).get(0);
    }

    /** What it makes of several: faster than one by one, in batches, with the same figures. */
    public List<ScoredPicture> scoreAll(List<Picture> pictures) {
        List<Sample> samples = pictures.stream()
                .map(picture -> new Sample("", Sample.GOOD, () -> picture, Optional.empty(), "")).toList();
        return score(samples).stream()
                .map(scored -> new ScoredPicture(scored.map(), scored.score(spec.plan().imageScore()))).toList();
    }

    /** Samples with their anomaly maps, from some pairs. */
    public List<ScoredImage> score(List<Sample> samples, MapSelection selection) {
        try (NDManager scratch = manager.newSubManager()) {
            return evaluator(selection, seenOnce(samples, scratch)).score();
        }
    }

    /** The scores of samples, from maps of some pairs, which are not kept. */
    public List<LabelledScore> imageScores(List<Sample> samples, MapSelection selection) {
        try (NDManager scratch = manager.newSubManager()) {
            return evaluator(selection, seenOnce(samples, scratch)).imageScores();
        }
    }

    /**
     * What good images that were held out of training look like to the model; maps are let go batch by batch.
     *
     * @param fingerprint of the images
     */
    Calibration calibration(List<Sample> heldOut, String fingerprint) {
        List<Double> scores = new ArrayList<>();
        List<Double> peaks = new ArrayList<>();
        for (List<Sample> part : inParts(heldOut)) {
            for (ScoredImage good : score(part)) {
                scores.add(good.score(spec.plan().imageScore()));
                peaks.add(good.map().max());
            }
        }
        return new Calibration(fingerprint, scores, peaks);
    }

    private Evaluator evaluator(MapSelection selection, Batches batches) {
        return new Evaluator(detector.selecting(selection), batches, spec.plan().imageScore(), CoreTurns.none());
    }

    private Batches seenOnce(List<Sample> samples, NDManager keeper) {
        PreparedImages images = prepared(samples);
        return new Batches(images, KeptTensors.features(images, detector.constantEncoder(), keeper, 0));
    }

    private PreparedImages prepared(List<Sample> samples) {
        return PreparedImages.of(samples, spec.resolution(), maskRule);
    }

    /**
     * The mean anomaly map of these samples around the trained weights (paper, Fig. 4). The model stays as it is.
     *
     * @return unfinished if this thread was interrupted
     */
    public Landscape landscape(List<Sample> samples, LandscapeGrid grid, Progress progress) {
        try (NDManager scratch = manager.newSubManager();
                WeightPlane plane = new WeightPlane(movable(grid), scratch, grid.seed())) {
            Evaluator evaluator = evaluator(
                    MapSelection.ALL, Batches.kept(prepared(samples), detector.constantEncoder(), scratch));
            return plane.landscape(spec.config().name(), grid, () -> evaluator.score().stream()
                    .mapToDouble(scored -> scored.map().mean()).average().orElseThrow(),
                    (done, total) -> Aside.run(() -> progress.reached(done, total)));
        } catch (CancellationException interruptedBefore) {
            Thread.interrupted();
            return new Landscape(spec.config().name(), grid, List.of());
        }
    }

    /** The trained weights of the grid's blocks. */
    private List<Parameter> movable(LandscapeGrid grid) {
        return Stream.concat(network().encoderWeights().stream(), network().studentWeights().stream())
                .filter(weight -> grid.blocks().stream().anyMatch(block -> weight.name().startsWith(block + ".")))
                .toList();
    }

    /**
     * What the network makes of some images as one batch, in evaluation mode.
     *
     * @param look shown the pairs; must not keep them
     * @throws IllegalArgumentException if it sees images in tiles
     */
    public <T> T look(List<Sample> samples, Function<List<FeaturePair>, T> look) {
        spec.resolution().requireWhole("features to look at");
        int[] all = IntStream.range(0, samples.size()).toArray();
        try (NDManager scratch = manager.newSubManager()) {
            return look.apply(network().reconstruct(seenOnce(samples, scratch).observe(scratch, all), Mode.EVAL));
        }
    }

    /**
     * The network itself.
     *
     * @throws IllegalArgumentException if the detector does not reconstruct features
     */
    public FeatureReconstruction network() {
        if (detector instanceof ReconstructionDetector reconstruction) {
            return reconstruction.network();
        }
        throw new IllegalArgumentException("expected a model that reconstructs features; found " + spec.config().name()
                + ": choose a configuration of the ablation, such as Ours");
    }

    @Override
    public void close() {
        manager.close();
    }
}
