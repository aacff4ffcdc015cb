package recontrast.model;

/** The stages of the encoder whose features are reconstructed. */
public enum Stage { LAYER1, LAYER2, LAYER3 }
