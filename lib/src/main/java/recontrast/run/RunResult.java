package recontrast.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import recontrast.detector.Method;
import recontrast.metric.Calibration;
import recontrast.training.Evaluation;
import recontrast.training.History;

import java.util.Optional;

/**
 * A run, finished or stopped on the way, with everything that was measured.
 *
 * @param spec what was asked for
 * @param history losses, metrics and diversities
 * @param seconds time spent training and evaluating, over all sittings
 * @param provenance where the last sitting was
 * @param state file beside {@code run.json} to go on from; empty when finished
 * @param calibration what the finished model makes of the good images that were held out, where any were
 */
public record RunResult(
        RunSpec spec, History history, double seconds, Provenance provenance, Optional<String> state,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Calibration> calibration) {

    /** Without a calibration. */
    public RunResult(
            RunSpec spec, History history, double seconds, Provenance provenance, Optional<String> state) {
        this(spec, history, seconds, provenance, state, Optional.empty());
    }

    RunResult with(Calibration found) {
        return new RunResult(spec, history, seconds, provenance, state, Optional.of(found));
    }

    /** A run of which nothing is done yet. */
    static RunResult unstarted(RunSpec spec, Provenance provenance) {
        return new RunResult(spec, History.EMPTY, 0, provenance, Optional.empty());
    }

    public Method config() {
        return spec.config();
    }

    /** Whether all iterations of the plan were taken and the last one judged. */
    public boolean finished() {
        return state.isEmpty() && history.iterations() == spec.plan().iterations();
    }

    /** The metrics at the end: the figure to compare methods by. */
    public Optional<Evaluation> last() {
        return history.last();
    }

    /** The metrics of the model that held-out images chose, where they did: an honest choice, which is the model kept. */
    public Optional<Evaluation> chosen() {
        return history.evaluations().stream()
                .filter(evaluation -> history.chosen().orElse(-1) == evaluation.iteration()).findFirst();
    }

    /** Steps taken by the model that is kept: all, or those after which held-out images chose it. */
    public int modelSteps() {
        return history.chosen().orElse(history.iterations());
    }

    /** The metrics where I-AUROC was highest: it peeks at the test set, as the paper's "best" does. */
    public Optional<Evaluation> best() {
        return history.best();
    }
}
