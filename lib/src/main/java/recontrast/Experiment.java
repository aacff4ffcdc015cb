package recontrast;

import ai.djl.Device;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.analysis.Progress;
import recontrast.data.Category;
import recontrast.data.ImageSize;
import recontrast.data.MaskRule;
import recontrast.data.Printable;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.detector.Method;
import recontrast.model.Backbone;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.run.RunStore;
import recontrast.run.TrainedModel;
import recontrast.run.Trainer;
import recontrast.run.Trial;
import recontrast.training.TrainingPlan;
import recontrast.weights.WeightCache;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The way in: configurations trained on one category under one plan.
 *
 * <pre>{@code
 * RunResult d = Experiment.on(Embedded.washer()).train(Config.D);
 * }</pre>
 *
 * <p>An experiment is a value; every {@code with} gives a changed copy. Runs that were finished before under the same
 * specification are read from the store, stopped ones go on where they were.
 *
 * @param category what to train and test on
 * @param backbone encoder
 * @param weights what the encoder knows beforehand
 * @param resolution size of the images
 * @param maskRule which pixels of a resized mask count as defect
 * @param plan how to train and judge
 * @param seed of initial values and of the order of images
 * @param store where runs are kept
 * @param device what to compute on
 */
public record Experiment(
        Category category,
        Backbone backbone,
        Weights weights,
        Resolution resolution,
        MaskRule maskRule,
        TrainingPlan plan,
        long seed,
        RunStore store,
        Device device) {

    private static final int GOOD_IMAGES = 16; // that a landscape is over

    /**
     * An experiment with the embedded encoder, under the paper's protocol for the category's data set; for embedded
     * data under a plan of minutes.
     */
    public static Experiment on(Category category) {
        Protocol protocol = Protocol.of(category.dataset(), category.name());
        return new Experiment(category, Backbone.EFFICIENTNET_LITE0, Weights.embedded(), protocol.resolution(),
                MaskRule.ANY_NON_ZERO, protocol.plan(), 0, RunStore.standard(), Compute.standardDevice());
    }

    /** With these settings at these values. */
    public Experiment with(Map<Setting, Object> settings) {
        Experiment set = this;
        for (Map.Entry<Setting, Object> setting : settings.entrySet()) {
            set = setting.getKey().of(set, setting.getValue());
        }
        return set;
    }

    public Experiment with(Backbone newBackbone, Weights newWeights) {
        return new Experiment(category, newBackbone, newWeights, resolution, maskRule, plan, seed, store, device);
    }

    /**
     * With an encoder by name.
     *
     * @param backboneName {@code efficientnet_lite0}, {@code resnet18}, {@code resnet50} or {@code wide_resnet50_2}
     * @param weightsName {@code embedded}, {@code imagenet}, {@code untrained}, or a .pth or .safetensors file's path
     */
    public Experiment encoder(String backboneName, String weightsName) {
        Backbone chosen = Backbone.named(backboneName);
        return with(chosen, Weights.named(weightsName, chosen, WeightCache.standard()));
    }

    /**
     * Under the paper's plan of a variant for the category's data set, in place of the plan so far.
     *
     * @param name {@code standard}, {@code stable}, or {@code unified} for {@linkplain Category#joined joined}
     *     categories
     */
    public Experiment variant(String name) {
        return plan(before -> Protocol.named(name, category.dataset(), category.name()).plan());
    }

    /** With images resized to {@code side}, a multiple of 32, at least 64. */
    public Experiment size(int side) {
        return size(ImageSize.square(side));
    }

    /** With images resized to that size, which need not be a square; either side a multiple of 32, at least 64. */
    public Experiment size(int height, int width) {
        return size(new ImageSize(height, width));
    }

    /** With images resized to that size; where they are seen in tiles, before they are divided. */
    public Experiment size(ImageSize size) {
        return resolution(resolution.resized(size));
    }

    /**
     * With large images seen in square tiles, not shrunk: each of their own size, unless {@link #size} is called after
     * this. A training image is as many as it has tiles; the map of an image is joined of theirs.
     *
     * @param side of a tile, a multiple of 32, at least 64
     * @param overlap of neighbouring tiles, in pixels
     */
    public Experiment withTiles(int side, int overlap) {
        return resolution(Resolution.tiles(side, overlap));
    }

    private Experiment resolution(Resolution changed) {
        return new Experiment(category, backbone, weights, changed, maskRule, plan, seed, store, device);
    }

    public Experiment plan(UnaryOperator<TrainingPlan> change) {
        return new Experiment(
                category, backbone, weights, resolution, maskRule, change.apply(plan), seed, store, device);
    }

    public Experiment seed(long newSeed) {
        return new Experiment(category, backbone, weights, resolution, maskRule, plan, newSeed, store, device);
    }

    /** With runs kept in this folder. */
    public Experiment results(Path folder) {
        return new Experiment(
                category, backbone, weights, resolution, maskRule, plan, seed, RunStore.in(folder), device);
    }

    /** With the model of every evaluation kept: how maps and features come about can then be seen. */
    public Experiment keepingModels() {
        return new Experiment(
                category, backbone, weights, resolution, maskRule, plan, seed, store.keepingModels(), device);
    }

    public Experiment device(Device newDevice) {
        return new Experiment(category, backbone, weights, resolution, maskRule, plan, seed, store, newDevice);
    }

    /** On another category. */
    public Experiment category(Category newCategory) {
        return new Experiment(
                newCategory, backbone, weights, resolution, maskRule, plan, seed, store, device);
    }

    /**
     * With so many of the good images held out of training: by them the {@linkplain RunResult#calibration threshold} of
     * a finished run is set.
     */
    public Experiment holdingOut(int count) {
        return category(category.holdingOut(count));
    }

    /**
     * The same experiment under several values of a setting; {@link Sweep#vary} adds another one, to a grid.
     *
     * @param setting its name, as {@link Setting} has it: {@code alpha}, {@code batch}, {@code size}, ...
     * @throws IllegalArgumentException if there is no such setting or it cannot have such a value
     */
    public Sweep vary(String setting, Object... values) {
        return Sweep.of(this).vary(setting, values);
    }

    /** The run of a configuration, or of another method, to make or to find. */
    public Trial trial(Method method) {
        return new Trial(
                method, category, backbone, weights, resolution, maskRule, plan, seed, store, device);
    }

    /** The specification of a run of that configuration. */
    public RunSpec spec(Method method) {
        return trial(method).spec();
    }

    /** A finished or stopped run of that configuration, if there is one. */
    public Optional<RunResult> find(Method method) {
        return trial(method).find();
    }

    /** Trains one configuration, or another method, or takes up what there is of it; nothing is shown meanwhile. */
    public RunResult train(Method method) {
        return train(method, RunListener.silent());
    }

    /** Trains one configuration, or another method, or takes up what there is of it. */
    public RunResult train(Method method, RunListener listener) {
        return train(List.of(method), listener).get(0);
    }

    /**
     * Trains configurations one after another on the same prepared images and frozen features.
     *
     * @return a result for each configuration begun; fewer than asked for if this thread was interrupted
     */
    public List<RunResult> train(List<? extends Method> methods, RunListener listener) {
        return Trainer.train(methods.stream().map(this::trial).toList(), listener);
    }

    /**
     * The landscape of a run's model: its mean anomaly map over the first good test images, around the trained weights
     * (paper, Fig. 4).
     */
    public Landscape landscape(RunResult run, LandscapeGrid grid, Progress progress) {
        List<Sample> good = category.goodTest().stream().limit(GOOD_IMAGES).toList();
        try (TrainedModel model = open(run)) {
            return model.landscape(good, grid, progress);
        }
    }

    /** The model of a run that was trained under this experiment, to look at: maps, features, landscapes. */
    public TrainedModel open(RunResult run) {
        return TrainedModel.open(store, run.spec(), maskRule, device);
    }

    /**
     * The same as it was after so many steps.
     *
     * @param steps 0 for the model before training; else one of the {@linkplain RunStore#models models} that are there
     * @throws IllegalArgumentException if that model was not kept
     */
    public TrainedModel open(RunResult run, int steps) {
        return steps == 0 ? TrainedModel.untrained(weights, run.spec(), maskRule, device)
                : Optional.ofNullable(store.models(run).get(steps))
                        .map(file -> TrainedModel.open(file, run.spec(), maskRule, device))
                        .orElseThrow(() -> new IllegalArgumentException("expected a step whose model was kept of "
                                + run.spec() + ", one of 0 and " + store.models(run).keySet() + "; found " + steps
                                + ": train it by experiment.keepingModels()"));
    }

    /** {@code Experiment: washer, 320 good images to train on, efficientnet_lite0, 96 px, 300 iterations of 8, seed 0}. */
    @Override
    public String toString() {
        return Printable.of(("Experiment: %s, %d good images to train on, %s, %s, %d iterations of %d, seed %d"
                + plan.precision().inWords()).formatted(
                category.name(), category.train().size(), backbone.name(), resolution.inWords(), plan.iterations(),
                plan.batch(), seed));
    }
}
