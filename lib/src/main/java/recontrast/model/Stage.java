package recontrast.model;

/** The stages of the encoder whose features are reconstructed. */
public enum Stage {

    LAYER1, LAYER2, LAYER3;

    /** Pixels of the image from one point of its map to the next, in either direction. */
    public int stride() {
        return 4 << ordinal();
    }
}
