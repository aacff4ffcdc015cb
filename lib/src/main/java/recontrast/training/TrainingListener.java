package recontrast.training;

/** Looks on while a model trains; called on the training thread. It never steers: an interrupt alone ends a training. */
public interface TrainingListener {

    /**
     * A step was taken; on a GPU some later ones may have been too.
     *
     * @param iteration steps taken, this one included
     */
    default void stepped(int iteration, float loss) { }

    /** Feature diversity was measured. */
    default void diversity(Diversity diversity) { }

    /** Both listeners, this one first. */
    default TrainingListener and(TrainingListener other) {
        TrainingListener first = this;
        return new TrainingListener() {
            @Override
            public void stepped(int iteration, float loss) {
                first.stepped(iteration, loss);
                other.stepped(iteration, loss);
            }

            @Override
            public void diversity(Diversity diversity) {
                first.diversity(diversity);
                other.diversity(diversity);
            }
        };
    }
}
