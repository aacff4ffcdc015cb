package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.detector.Method;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;


/** A detector that is fitted on the features of an encoder that never changes, without a loss. */
abstract class FittedDetector extends FrozenFeatureDetector {

    private final Method method;

    FittedDetector(Parameters parameters, Method method, Method.Setup setup) {
        super(parameters, setup);
        this.method = method;
    }

    /**
     * Refuses what it cannot be fitted to: more images than there is memory for.
     *
     * @throws IllegalArgumentException with what was expected, found, and can be done
     */
    void require(int images) {
        MemoryBound.standard().require(method, setup, images);
    }

    /** Makes of the features of good images what maps are made with. */
    abstract void fit(GoodImages train, long seed);

    /** What a tensor holds, owned by another manager. */
    static NDArray value(Parameter parameter, NDManager scratch) {
        NDArray view = parameter.stored().stopGradient();
        view.attach(scratch);
        return view;
    }

    @Override
    public final Training training(Batches train, long seed, CoreTurns cores) {
        require(train.images().count());
        return new OnePass(parameters(), () -> fit(good(train, cores), seed));
    }
}
