package recontrast.model;

import org.apiguardian.api.API;

/** The stages of the encoder whose features are reconstructed. */
@API(status = API.Status.STABLE)
public enum Stage { LAYER1, LAYER2, LAYER3 }
