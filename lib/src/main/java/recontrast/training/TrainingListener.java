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
}
