package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.data.BatchOrder;
import recontrast.data.ImageSize;
import recontrast.data.PixelNormalization;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method.Setup;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Batch;
import recontrast.model.Encoder;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Steps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A detector that looks at the images themselves, and what those of this package share. */
abstract class ImageDetector implements AnomalyDetector {

    final Setup setup;
    final PixelNormalization normalization;
    final MapUpsampling upsampling; // with the smoothing

    private final Parameters parameters;

    ImageDetector(Rival.Site site) {
        this.setup = site.setup();
        this.parameters = site.parameters();
        this.normalization = new PixelNormalization(parameters.manager());
        this.upsampling = upsampling(smoothing(), Corners.APART);
    }

    /** The plan's, unless a system has its own. */
    @Override
    public Smoothing smoothing() {
        return setup.plan().variant().smoothing();
    }

    /** To the images' size. */
    final MapUpsampling upsampling(Smoothing smoothing, Corners corners) {
        return new MapUpsampling(parameters.manager(), size(), setup.ofMaps(smoothing), corners);
    }

    /** Of the images. */
    final ImageSize size() {
        return setup.resolution().crop();
    }

    /** The images of a batch, from -1 to 1: (B, 3, H, W). */
    final NDArray pixels(Batch batch) {
        return normalization.centred(batch.images());
    }

    /** The place of a part of it in the tree of tensors. */
    final Scope at(String name) {
        return parameters.root().at(name);
    }

    final List<Parameter> weights(String... prefixes) {
        return parameters.weights(prefixes);
    }

    /** Its training on these images, from the beginning. */
    abstract Training training(GoodImages good);

    @Override
    public final Training training(Batches train, long seed, CoreTurns cores) {
        int[] all = IntStream.range(0, train.images().inputs()).toArray();
        return training(new GoodImages(train, all, seed, parameters.manager(), cores));
    }

    /** A training of such steps, over shuffled batches. */
    final Training loop(GoodImages good, Steps steps) {
        BatchOrder order = new BatchOrder(good.count(), setup.plan().batch(), good.seed());
        return new TrainingLoop(steps, parameters, good.train(),
                iteration -> Arrays.stream(order.at(iteration)).map(i -> good.indices()[i]).toArray(), good.cores());
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public Optional<Encoder> constantEncoder() {
        return Optional.empty();
    }
}
