package recontrast.training;

import org.apiguardian.api.API;

/** Which of the models that a training passes through, one at each evaluation, is kept at its end. */
@API(status = API.Status.STABLE)
public enum ModelChoice {
    /** The one after the last iteration, as the paper compares. */
    LAST,
    /** The one that best tells good images that are held out from copies of them which were spoilt on purpose. */
    HELD_OUT
}
