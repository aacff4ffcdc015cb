package recontrast.rival;

import recontrast.data.BatchOrder;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method.Setup;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Steps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;

import java.util.Optional;

/** A detector that looks at images through an encoder that stays as it was pretrained. */
abstract class FrozenFeatureDetector implements AnomalyDetector {

    final Setup setup;
    final MapUpsampling upsampling;

    private final Parameters parameters;
    private final Encoder encoder;

    /** With maps that are smoothed as the plan says. */
    FrozenFeatureDetector(Parameters parameters, Setup setup) {
        this(parameters, setup, setup.plan().variant().smoothing(), Corners.APART);
    }

    FrozenFeatureDetector(Parameters parameters, Setup setup, Smoothing smoothing, Corners corners) {
        this.setup = setup;
        this.parameters = parameters;
        this.encoder = new Encoder(setup.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        this.upsampling = new MapUpsampling(parameters.manager(), setup.resolution().crop(), smoothing, corners);
    }

    /** A training of such steps, over shuffled batches. */
    final Training loop(Steps steps, Batches train, long seed, CoreTurns cores) {
        BatchOrder order = new BatchOrder(train.images().count(), setup.plan().batch(), seed);
        return new TrainingLoop(steps, parameters, train, order, cores);
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }
}
