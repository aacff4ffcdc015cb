package recontrast.rival;

import recontrast.detector.Method.Setup;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;

import java.util.Optional;

/** A detector that looks at images through an encoder that stays as it was pretrained. */
abstract class FrozenFeatureDetector extends ImageDetector {

    private final Encoder encoder;

    FrozenFeatureDetector(Parameters parameters, Setup setup) {
        super(parameters, setup);
        this.encoder = new Encoder(setup.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }
}
