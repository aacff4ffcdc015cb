package recontrast.run;

import ai.djl.Device;
import recontrast.data.Category;
import recontrast.data.FileDigests;
import recontrast.data.MaskRule;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.detector.Method;
import recontrast.model.Backbone;
import recontrast.training.TrainingPlan;
import recontrast.weights.CacheFolder;
import recontrast.weights.Weights;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run to make: all that it needs.
 *
 * @param method what is trained or fitted
 * @param category what to train and test on
 * @param backbone encoder
 * @param weights what the encoder knows beforehand
 * @param resolution size of the images
 * @param maskRule which pixels of a resized mask count as defect
 * @param plan how to train and judge
 * @param seed of initial values and of the order of images
 * @param store where the run is kept
 * @param device what to compute on
 */
public record Trial(
        Method method,
        Category category,
        Backbone backbone,
        Weights weights,
        Resolution resolution,
        MaskRule maskRule,
        TrainingPlan plan,
        long seed,
        RunStore store,
        Device device) {

    public Trial {
        plan = method.heeded(plan);
        HeldOut.of(category, plan.choice()); // said before training
    }

    /** What decides the run's figures. */
    public RunSpec spec() {
        return new RunSpec(method, category.dataset(), category.name(), decisive().fingerprint(digests()), backbone.name(),
                weights.id(), resolution, plan, seed, Optional.of(backbone).filter(own -> !Backbone.ALL.contains(own)));
    }

    /** The images that decide the figures: those that choose the model too. */
    private Category decisive() {
        List<Sample> good = Stream.concat(category.train().stream(), heldOut().choosing().stream()).toList();
        return new Category(category.dataset(), category.name(), good, category.test());
    }

    /** The good images that are held out, by what they are for. */
    HeldOut heldOut() {
        return HeldOut.of(category, plan.choice());
    }

    /** What tells the good images that are held out from others. */
    String heldOutFingerprint() {
        return category.validationFingerprint(digests());
    }

    private static FileDigests digests() {
        return FileDigests.rememberedIn(CacheFolder.ofThisMachine().path().resolve("digests"));
    }

    /** The run, finished or stopped, if there is one. */
    public Optional<RunResult> find() {
        return store.find(spec());
    }

    /** Whether it is on the same prepared images, and features of the same pretrained encoder, as another one. */
    boolean shares(Trial other) {
        return other.category.equals(category) && other.heldOut().equals(heldOut()) && other.resolution.equals(resolution)
                && other.maskRule == maskRule && other.backbone.equals(backbone)
                && other.weights.id().equals(weights.id()) && other.device.equals(device)
                && (other.seed == seed || weights.pretrained());
    }
}
