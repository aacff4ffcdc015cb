package recontrast.model;

import org.apiguardian.api.API;

/** The stages of the encoder whose features are reconstructed. */
@API(status = API.Status.STABLE)
public enum Stage {

    LAYER1, LAYER2, LAYER3;

    /** Pixels of the image from one point of its map to the next, in either direction. */
    public int stride() {
        return 4 << ordinal();
    }
}
