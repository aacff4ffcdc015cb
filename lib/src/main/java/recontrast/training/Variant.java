package recontrast.training;

import org.apiguardian.api.API;
import recontrast.data.LastBatch;
import recontrast.metric.Smoothing;
import recontrast.model.Activation;
import recontrast.model.Normalization;

import java.util.List;
import java.util.Optional;

/**
 * In what the paper's three ways to train differ, besides the numbers of a {@link TrainingPlan}.
 *
 * @param name how it is called
 * @param encoderNormalization normalisation of an encoder that is optimised
 * @param decoderActivation nonlinearity of the decoder
 * @param updates how the optimisers go along
 * @param lastBatch what becomes of images that do not fill a batch
 * @param smoothing filter of anomaly maps
 */
@API(status = API.Status.STABLE)
public record Variant(
        String name,
        Normalization encoderNormalization,
        Activation decoderActivation,
        Updates updates,
        LastBatch lastBatch,
        Smoothing smoothing) {

    /** Of the paper's main experiments. */
    public static final Variant STANDARD = new Variant("standard", Normalization.BATCH, Activation.RELU,
            Updates.STANDARD, LastBatch.KEPT, Smoothing.STANDARD);

    /** Without the loss spikes of dead channels and old moments (paper, appendix E). */
    public static final Variant STABLE = new Variant("stable", Normalization.PARTIAL, Activation.RELU,
            new Updates(1e-10, AdamW.SecondMoment.RUNNING, Optional.of(Restart.PAPER), Optional.empty()),
            LastBatch.DROPPED, Smoothing.STANDARD);

    /** One model of all categories (paper, Table 4). */
    public static final Variant UNIFIED = new Variant("unified", Normalization.BATCH, Activation.GELU,
            new Updates(1e-10, AdamW.SecondMoment.LARGEST, Optional.empty(), Optional.of(RateDrop.UNIFIED)),
            LastBatch.DROPPED, Smoothing.UNIFIED);

    /** The three that the paper trains. */
    public static final List<Variant> PUBLISHED = List.of(STANDARD, STABLE, UNIFIED);

    /** This variant with other restarts, named after them. */
    public Variant restarting(Restart restart) {
        return new Variant("%s, restart every %d".formatted(name, restart.every()), encoderNormalization,
                decoderActivation, new Updates(updates.epsilon(), updates.bound(), Optional.of(restart),
                        updates.rateDrop()), lastBatch, smoothing);
    }

    @Override
    public String toString() {
        return name;
    }
}
