package recontrast.rival;

import recontrast.detector.Method.Setup;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;

import java.util.Optional;

/** A detector that looks at images through an encoder that stays as it was pretrained. */
abstract class FrozenFeatureDetector extends ImageDetector {

    private final Encoder encoder;

    /** With maps that are smoothed as the plan says. */
    FrozenFeatureDetector(Parameters parameters, Setup setup) {
        this(parameters, setup, setup.plan().variant().smoothing(), Corners.APART);
    }

    FrozenFeatureDetector(Parameters parameters, Setup setup, Smoothing smoothing, Corners corners) {
        super(parameters, setup, smoothing, corners);
        this.encoder = new Encoder(setup.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }
}
