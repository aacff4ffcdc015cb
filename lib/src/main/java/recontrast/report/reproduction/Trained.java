package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.TrainedModel;
import recontrast.data.Sample;
import recontrast.metric.ImageScore;

import java.util.List;

/**
 * A finished run with the experiment that it was made in.
 *
 * @param experiment on what, and how
 * @param run what came out
 */
public record Trained(Experiment experiment, RunResult run) {

    /** Name of the category. */
    String category() {
        return experiment.category().name();
    }

    /** What it is judged on. */
    List<Sample> test() {
        return experiment.category().test();
    }

    /** How a map of this run becomes an image's score. */
    ImageScore rule() {
        return run.spec().plan().imageScore();
    }

    /** The model, to be closed. */
    TrainedModel open() {
        return experiment.open(run);
    }
}
