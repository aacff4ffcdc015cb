package recontrast.run;

import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.Sample;
import recontrast.data.SyntheticAnomaly;
import recontrast.training.ModelChoice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The good images that are held out of training, in two parts: an image that chose the model says nothing of how others
 * look to it, so none sets the threshold too.
 *
 * @param choosing choose the model
 * @param calibrating set the threshold
 */
record HeldOut(List<Sample> choosing, List<Sample> calibrating) {

    /** Fewer could not tell a better model from a luckier one. */
    private static final int LEAST = 20;

    /**
     * All for the threshold where the last model is kept; else half for each, drawn at random but always the same.
     *
     * @throws DataException if there are too few for both
     */
    static HeldOut of(Category category, ModelChoice choice) {
        List<Sample> all = new ArrayList<>(category.validation());
        if (choice == ModelChoice.LAST) {
            return new HeldOut(List.of(), all);
        }
        if (all.size() < LEAST) {
            throw new DataException("expected at least " + LEAST + " good images of " + category.name() + " held out of"
                    + " training, half to choose the model by and half to set the threshold; found " + all.size()
                    + ": hold out more");
        }
        Collections.shuffle(all, new Random(0));
        return new HeldOut(all.subList(0, all.size() / 2), all.subList(all.size() / 2, all.size()));
    }

    /** The images that choose, and a spoilt copy of each: the better a model tells them apart, the better it is. */
    List<Sample> withSpoiltCopies() {
        return Stream.concat(choosing.stream(), choosing.stream().map(SyntheticAnomaly::in)).toList();
    }
}
