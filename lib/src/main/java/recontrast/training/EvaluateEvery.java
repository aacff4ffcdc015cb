package recontrast.training;

/**
 * Evaluates every so many iterations, and after the last.
 *
 * @param evaluator measures the model as it is
 * @param every iterations between two evaluations
 * @param last the training's last iteration
 * @param told hears the metrics
 */
public record EvaluateEvery(Evaluator evaluator, int every, int last, TrainingListener told)
        implements TrainingListener {

    @Override
    public boolean judges(int iteration) {
        return iteration % every == 0 || iteration == last;
    }

    @Override
    public void stepped(int iteration, float loss) {
        if (judges(iteration)) {
            told.evaluated(evaluator.evaluate(iteration));
        }
    }
}
