package recontrast.rival;

import recontrast.model.Encoder;
import recontrast.model.Normalization;

import java.util.Optional;

/** A detector that looks at images through an encoder that stays as it was pretrained. */
abstract class FrozenFeatureDetector extends ImageDetector {

    private final Encoder encoder = new Encoder(setup.backbone(), at("encoder"), Normalization.BATCH);

    FrozenFeatureDetector(Rival.Site site) {
        super(site);
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }
}
