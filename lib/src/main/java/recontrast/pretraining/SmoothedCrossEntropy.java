package recontrast.pretraining;

import ai.djl.ndarray.NDArray;

/** Cross entropy against labels of which a part is spread over all classes (Szegedy et al. 2016). */
record SmoothedCrossEntropy(double smoothing) {

    /**
     * Mean over the batch.
     *
     * @param logits (B, classes)
     * @param labels (B), int64
     */
    NDArray of(NDArray logits, NDArray labels) {
        int classes = (int) logits.getShape().get(1);
        NDArray logProbability = logits.logSoftmax(1);
        NDArray target = labels.oneHot(classes).muli(1 - smoothing).addi(smoothing / classes);
        return target.mul(logProbability).sum(new int[] {1}).mean().neg();
    }
}
