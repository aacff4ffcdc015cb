package recontrast.training;

import recontrast.model.FeaturePair;

import java.util.List;

/** Is told what happens while training; called on the training thread, in the order of the list it is in. */
public interface TrainingListener {

    /**
     * A batch was reconstructed; its gradients are not used yet.
     *
     * @param iteration steps taken before this one
     * @param pairs valid during this call only
     */
    default void reconstructed(int iteration, List<FeaturePair> pairs) { }

    /**
     * A step was taken; later ones may have been too, unless this listener {@link #judges} the model then.
     *
     * @param iteration steps taken, this one included
     */
    default void stepped(int iteration, float loss) { }

    /** Whether {@link #stepped} is to find the model as it is after so many steps. */
    default boolean judges(int iteration) {
        return false;
    }

    /** The test set was evaluated. */
    default void evaluated(Evaluated evaluated) { }

    /** Feature diversity was measured. */
    default void diversity(Diversity diversity) { }

    /** One listener that tells all of these. */
    static TrainingListener all(List<? extends TrainingListener> listeners) {
        return new TrainingListener() {
            @Override
            public void reconstructed(int iteration, List<FeaturePair> pairs) {
                listeners.forEach(listener -> listener.reconstructed(iteration, pairs));
            }

            @Override
            public void stepped(int iteration, float loss) {
                listeners.forEach(listener -> listener.stepped(iteration, loss));
            }

            @Override
            public boolean judges(int iteration) {
                return listeners.stream().anyMatch(listener -> listener.judges(iteration));
            }

            @Override
            public void evaluated(Evaluated evaluated) {
                listeners.forEach(listener -> listener.evaluated(evaluated));
            }

            @Override
            public void diversity(Diversity diversity) {
                listeners.forEach(listener -> listener.diversity(diversity));
            }
        };
    }
}
