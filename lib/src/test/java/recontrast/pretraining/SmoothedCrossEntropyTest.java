package recontrast.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class SmoothedCrossEntropyTest {

    @Test
    void spreadsPartOfTheLabelOverAllClasses() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = manager.create(new float[][] {{(float) Math.log(3), 0}}); // probabilities 3/4, 1/4
            NDArray label = manager.create(new long[] {0});

            double loss = new SmoothedCrossEntropy(0.1).of(logits, label).getFloat();

            assertThat(loss).isCloseTo(-0.95 * Math.log(0.75) - 0.05 * Math.log(0.25), within(1e-6));
        }
    }
}
