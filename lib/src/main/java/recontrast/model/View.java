package recontrast.model;

/** The two encoders that may look at an image, by the names they have in checkpoints. */
public enum View {
    /** {@code encoder}: the one that is trained in configurations C to Ours, and the only one in A, B and D. */
    ENCODER,
    /** {@code encoder_freeze}: the pretrained copy beside it when there are contrastive pairs. */
    ENCODER_FREEZE
}
