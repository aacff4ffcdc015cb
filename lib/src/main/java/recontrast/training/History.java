package recontrast.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apiguardian.api.API;
import recontrast.metric.ImageFigures;
import recontrast.model.Stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a training left behind, in the order it happened.
 *
 * @param losses the loss of every step
 * @param evaluations metrics of the test set, every so many iterations
 * @param diversities feature diversity of the encoder's stages, every so many iterations
 * @param syntheticAurocs how well held-out images were told from spoilt copies of them, at each evaluation; left out of
 *     run files where that chooses no model
 * @param passes iterations without a loss, of a detector that is fitted; left out of run files where there are none
 */
@API(status = API.Status.STABLE)
public record History(List<Float> losses, List<Evaluation> evaluations, List<Diversity> diversities,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SyntheticAuroc> syntheticAurocs,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt passes) {

    /** Evaluations at the end whose images keep their figures. */
    private static final int AVERAGED = 3;

    /** Nothing yet. */
    public static final History EMPTY = new History(List.of(), List.of(), List.of());

    public History {
        losses = List.copyOf(losses);
        evaluations = List.copyOf(evaluations);
        diversities = List.copyOf(diversities);
        syntheticAurocs = Optional.ofNullable(syntheticAurocs).map(List::copyOf).orElse(List.of()); // absent from most
        passes = Optional.ofNullable(passes).orElse(OptionalInt.empty()); // absent as well
    }

    /** Of a training, whose every step has a loss. */
    public History(List<Float> losses, List<Evaluation> evaluations, List<Diversity> diversities) {
        this(losses, evaluations, diversities, List.of(), OptionalInt.empty());
    }

    /** Steps taken. */
    public int iterations() {
        return losses.size() + passes.orElse(0);
    }

    /** The feature diversity of one stage over the iterations. */
    public List<Diversity> diversities(Stage stage) {
        return diversities.stream().filter(diversity -> diversity.stage() == stage).toList();
    }

    /** The metrics at the end: what one would have without looking at the test set. */
    public Optional<Evaluation> last() {
        return evaluations.isEmpty() ? Optional.empty() : Optional.of(evaluations.get(evaluations.size() - 1));
    }

    /** Whether the model after the last of these steps was evaluated, on test images or on held-out ones. */
    public boolean evaluated() {
        return Stream.concat(evaluations.stream().map(Evaluation::iteration),
                syntheticAurocs.stream().map(SyntheticAuroc::iteration)).anyMatch(at -> at == iterations());
    }

    /**
     * Steps taken by the model that held-out images choose: that of the highest {@link SyntheticAuroc}, the latest of
     * equals, since nothing speaks against what was trained longer.
     */
    public OptionalInt chosen() {
        return syntheticAurocs.stream()
                .reduce((chosen, later) -> later.value() >= chosen.value() ? later : chosen)
                .stream().mapToInt(SyntheticAuroc::iteration).findFirst();
    }

    /**
     * The figures of each test image at the last evaluations, three where there are as many: averaged, they do not hang
     * on the luck of the last step.
     */
    public List<ImageFigures> images() {
        return evaluations.stream().skip(Math.max(0, evaluations.size() - AVERAGED))
                .flatMap(evaluation -> evaluation.images().stream()).toList();
    }

    /** The metrics where I-AUROC was highest, the earliest of equals: chosen by peeking at the test set. */
    public Optional<Evaluation> best() {
        return evaluations.stream().max(Comparator
                .comparingDouble((Evaluation evaluation) -> evaluation.metrics().imageAuroc())
                .thenComparing(Evaluation::iteration, Comparator.reverseOrder()));
    }

    /** A recorder that goes on from here. */
    public Recorder resume() {
        return resume(new TrainingListener() { });
    }

    /** A recorder that goes on from here, and tells another listener what it is told. */
    public Recorder resume(TrainingListener other) {
        return new Recorder(this, other);
    }

    /** Collects a history while training. */
    public static final class Recorder implements TrainingListener {

        private final List<Float> losses;
        private final List<Evaluation> evaluations;
        private final List<Diversity> diversities;
        private final List<SyntheticAuroc> syntheticAurocs;
        private final TrainingListener other;
        private int passes;

        private Recorder(History history, TrainingListener other) {
            this.other = other;
            losses = new ArrayList<>(history.losses);
            evaluations = new ArrayList<>(history.evaluations);
            diversities = new ArrayList<>(history.diversities);
            syntheticAurocs = new ArrayList<>(history.syntheticAurocs);
            passes = history.passes.orElse(0);
        }

        @Override
        public void stepped(int iteration, float loss) {
            losses.add(loss);
            other.stepped(iteration, loss);
        }

        /** Adds what held-out images say of the model. */
        public void evaluated(SyntheticAuroc auroc) {
            syntheticAurocs.add(auroc);
        }

        /** Adds metrics. */
        public void evaluated(Evaluation evaluation) {
            evaluations.add(evaluation);
            int before = evaluations.size() - AVERAGED - 1;
            if (before >= 0) {
                evaluations.set(before, evaluations.get(before).summed());
            }
        }

        @Override
        public void diversity(Diversity diversity) {
            diversities.add(diversity);
            other.diversity(diversity);
        }

        /** Takes note of iterations that had no loss to tell. */
        public void reached(int iteration) {
            passes = iteration - losses.size();
        }

        /** What has been recorded so far. */
        public History history() {
            return new History(losses, evaluations, diversities, syntheticAurocs,
                    passes == 0 ? OptionalInt.empty() : OptionalInt.of(passes));
        }
    }
}
