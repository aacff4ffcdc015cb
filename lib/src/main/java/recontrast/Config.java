package recontrast;

import static recontrast.Idea.CONTRASTIVE_PAIRS;
import static recontrast.Idea.GLOBAL_DISTANCE;
import static recontrast.Idea.HARD_NORMAL_MINING;
import static recontrast.Idea.OPTIMIZED_ENCODER;
import static recontrast.Idea.STOP_GRADIENT;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonInclude;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;
import recontrast.detector.ReconstructionDetector;
import recontrast.loss.AlphaRamp;
import recontrast.loss.CosineLoss;
import recontrast.loss.GlobalCosine;
import recontrast.loss.HardNormalCosine;
import recontrast.loss.OwnLoss;
import recontrast.loss.RegionalCosine;
import recontrast.model.Activation;
import recontrast.model.Architecture;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.model.TargetGradient;
import recontrast.run.Compute;
import recontrast.training.TrainingPlan;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration of the method: a set of ideas under a name.
 *
 * <p>The nine constants are the rows of the paper's ablation (Table 6); any other legal combination is a configuration
 * too.
 *
 * @param name how the paper, or the user, calls it
 * @param ideas what it has beyond reverse distillation
 * @param ownLoss the loss in place of the one that the ideas choose; left out of run files where there is none
 */
public record Config(
        String name, Set<Idea> ideas, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OwnLoss> ownLoss)
        implements Method {

    private static final EnumSet<Idea> OF_LOSSES = EnumSet.of(GLOBAL_DISTANCE, HARD_NORMAL_MINING);

    /** Reverse distillation as its paper has it (RD4AD, Deng and Li 2022). */
    public static final Config A = new Config("A", Set.of());
    public static final Config B = A.with("B", GLOBAL_DISTANCE);
    public static final Config B_HM = B.with("B+hm", HARD_NORMAL_MINING);
    public static final Config C = B.with("C", OPTIMIZED_ENCODER);
    public static final Config D = C.with("D", STOP_GRADIENT);
    public static final Config C_CP = C.with("C+cp", CONTRASTIVE_PAIRS);
    public static final Config E = D.with("E", CONTRASTIVE_PAIRS);
    public static final Config E_GL = E.without("E-gl", GLOBAL_DISTANCE);
    public static final Config OURS = E.with("Ours", HARD_NORMAL_MINING);

    /** The rows of the paper's ablation table, in its order. */
    public static final List<Config> LADDER = List.of(A, B, B_HM, C, D, C_CP, E_GL, E, OURS);

    public Config {
        ideas = Collections.unmodifiableSet(ideas.isEmpty() ? EnumSet.noneOf(Idea.class) : EnumSet.copyOf(ideas));
        if (ownLoss.isPresent() && !Collections.disjoint(ideas, OF_LOSSES)) {
            throw new IllegalArgumentException("expected no idea about losses beside a loss of one's own, which stands in"
                    + " their place; found " + titles(ideas) + ": put it into the loss itself");
        }
        requireTogether(ideas, STOP_GRADIENT, OPTIMIZED_ENCODER, "a frozen encoder gets no gradient to stop");
        requireTogether(ideas, CONTRASTIVE_PAIRS, OPTIMIZED_ENCODER, "two frozen copies would be the same view twice");
        requireTogether(ideas, HARD_NORMAL_MINING, GLOBAL_DISTANCE, "it chooses points within the global distance");
    }

    /** With the loss that its ideas choose. */
    public Config(String name, Set<Idea> ideas) {
        this(name, ideas, Optional.empty());
    }

    private static void requireTogether(Collection<Idea> ideas, Idea idea, Idea needed, String why) {
        if (ideas.contains(idea) && !ideas.contains(needed)) {
            throw new IllegalArgumentException(
                    idea.title() + " needs " + needed.title() + " (" + why + "); found " + titles(ideas));
        }
    }

    private static List<String> titles(Collection<Idea> ideas) {
        return ideas.stream().map(Idea::title).toList();
    }

    /**
     * The row of the ablation table with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Config named(String name) {
        return MethodFamily.named(name, LADDER);
    }

    /** This configuration and more ideas. */
    public Config with(String newName, Idea... more) {
        EnumSet<Idea> all = EnumSet.noneOf(Idea.class);
        all.addAll(ideas);
        all.addAll(List.of(more));
        return new Config(newName, all, ownLoss);
    }

    /** This configuration and more ideas, named after them: {@code Config.B.with(OPTIMIZED_ENCODER)}. */
    public Config with(Idea... more) {
        return with(name + " + " + String.join(" + ", titles(List.of(more))), more);
    }

    /** This configuration less one idea. */
    public Config without(String newName, Idea idea) {
        EnumSet<Idea> fewer = EnumSet.complementOf(EnumSet.of(idea));
        fewer.retainAll(ideas);
        return new Config(newName, fewer, ownLoss);
    }

    /**
     * This configuration with a loss of one's own in place of the two ideas about losses:
     * {@code Config.E.withLoss("mixed", new GlobalCosine().times(0.5).plus(new RegionalCosine().times(0.5)))}.
     *
     * <p>Runs know the loss by what it computes ({@link OwnLoss}): another one under the same name makes other runs.
     * Inside a loss, make numbers by {@link recontrast.model.Constant}: the engine forgets Java's.
     *
     * @throws IllegalArgumentException if it is no loss to train with, or the name is a configuration's already
     */
    public Config withLoss(String newName, CosineLoss loss) {
        if (LADDER.stream().anyMatch(config -> config.name.equalsIgnoreCase(newName))) {
            throw new IllegalArgumentException("expected a new name for a configuration with its own loss; found "
                    + newName + ", which the paper has: choose another");
        }
        EnumSet<Idea> others = EnumSet.complementOf(OF_LOSSES);
        others.retainAll(ideas);
        try (NDManager manager = Compute.manager(Device.cpu())) {
            return new Config(newName, others, Optional.of(OwnLoss.of(loss, manager)));
        }
    }

    /** Whether the idea is part of this configuration. */
    public boolean has(Idea idea) {
        return ideas.contains(idea);
    }

    /** The ideas of a configuration; none of another method. */
    public static Set<Idea> ideasOf(Method method) {
        return method instanceof Config config ? config.ideas : Set.of();
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        FeatureReconstruction network = architecture(setup.backbone(), setup.plan()).build(parameters);
        CosineLoss loss = setup.plan().stageWeights().of(loss(setup.plan().ramp()));
        return new ReconstructionDetector(network, loss, setup);
    }

    /**
     * The network of this configuration.
     *
     * @param training how the encoder trains where this configuration optimises it
     * @param normalization how it normalises there; a frozen one keeps that of its pretraining
     */
    public Architecture architecture(
            Backbone backbone, EncoderTraining training, Normalization normalization, Activation decoderActivation) {
        return new Architecture(
                backbone,
                has(CONTRASTIVE_PAIRS) ? Architecture.Pairing.CROSS : Architecture.Pairing.SELF,
                has(OPTIMIZED_ENCODER) ? training : EncoderTraining.FROZEN,
                has(STOP_GRADIENT) || !has(OPTIMIZED_ENCODER) ? TargetGradient.STOPPED : TargetGradient.FLOWS,
                has(OPTIMIZED_ENCODER) ? normalization : Normalization.BATCH,
                decoderActivation);
    }

    /** The network of this configuration as a plan trains it. */
    public Architecture architecture(Backbone backbone, TrainingPlan plan) {
        return architecture(backbone, plan.encoderTraining(), plan.variant().encoderNormalization(),
                plan.variant().decoderActivation());
    }

    /**
     * The loss of this configuration.
     *
     * @param alpha the threshold of hard-normal mining, used where this configuration has it
     */
    public CosineLoss loss(AlphaRamp alpha) {
        if (ownLoss.isPresent()) {
            return ownLoss.get();
        }
        if (has(HARD_NORMAL_MINING)) {
            return new HardNormalCosine(alpha);
        }
        return has(GLOBAL_DISTANCE) ? new GlobalCosine() : new RegionalCosine();
    }

    @Override
    public String toString() {
        return name;
    }

    /** The rows of the ablation table by name, and every other set of ideas. */
    public static final class Family implements MethodFamily {

        @Override
        public List<Method> named() {
            return List.copyOf(LADDER);
        }

        @Override
        public Optional<Class<? extends Method>> typeOf(String name, Set<String> properties) {
            return properties.contains("ideas") ? Optional.of(Config.class) : Optional.empty();
        }
    }
}
