package recontrast.report.reproduction;

import recontrast.data.Sample;
import recontrast.metric.ImageScore;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.run.Trial;

import java.util.List;

/**
 * A finished run with what it was made of.
 *
 * @param trial on what, and how
 * @param run what came out
 */
public record Trained(Trial trial, RunResult run) {

    /** Name of the category. */
    String category() {
        return trial.category().name();
    }

    /** What it is judged on. */
    List<Sample> test() {
        return trial.category().test();
    }

    /** How a map of this run becomes an image's score. */
    ImageScore rule() {
        return run.spec().plan().imageScore();
    }

    /** The model, to be closed. */
    TrainedModel open() {
        return TrainedModel.open(trial.store(), run.spec(), trial.maskRule(), trial.device());
    }
}
