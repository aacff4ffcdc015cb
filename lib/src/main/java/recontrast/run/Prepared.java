package recontrast.run;

import ai.djl.ndarray.NDManager;
import recontrast.training.Batches;

/**
 * What runs on the same images share.
 *
 * @param manager owns all of it
 * @param train good images to learn from
 * @param test good and defective ones to judge; perhaps none
 * @param choosing held-out ones and spoilt copies of them, which choose the model; perhaps none
 */
record Prepared(NDManager manager, Batches train, Batches test, Batches choosing) { }
