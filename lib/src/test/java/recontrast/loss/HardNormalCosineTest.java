package recontrast.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import recontrast.model.Constant;
import recontrast.model.FeaturePair;
import recontrast.model.GradientTape;
import recontrast.model.Stage;
import recontrast.model.View;

class HardNormalCosineTest {

    private static final Shape SHAPE = new Shape(2, 5, 4, 3);
    private static final CosineLoss LOSS = new HardNormalCosine(new AlphaRamp(0.5, 0.5, 0));

    /** As the paper has it: the global distance of a reconstruction that is detached where a point is easy. */
    private static NDArray byDetachedFeatures(FeaturePair pair, int iteration) {
        NDArray hard = HardNormalCosine.hard(pair, 0.5).expandDims(1).broadcast(SHAPE);
        NDArray detached = NDArrays.where(hard, pair.reconstruction(), pair.reconstruction().stopGradient());
        NDArray a = pair.target().reshape(2, -1);
        NDArray b = detached.reshape(2, -1);
        int[] image = {1};
        NDArray cosine = a.mul(b).sum(image).div(a.square().sum(image).mul(b.square().sum(image)).sqrt());
        return Constant.of(1, cosine).sub(cosine).mean();
    }

    @Test
    void easyPointsGiveNoGradientToTheReconstructionAndTheWholeToATargetThatTakesOne() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Gradients expected = Gradients.of(HardNormalCosineTest::byDetachedFeatures, manager);
            Gradients found = Gradients.of(LOSS, manager);
            assertThat(found.ofReconstruction()).hasSameSizeAs(expected.ofReconstruction());
            assertThat(expected.ofReconstruction()).contains(0f);
            assertThat(expected.ofTarget()).doesNotContain(0f);
            assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-6f));
            assertThat(found.ofReconstruction()).containsExactly(expected.ofReconstruction(), within(1e-7f));
            assertThat(found.ofTarget()).containsExactly(expected.ofTarget(), within(1e-7f));
        }
    }

    private record Gradients(float loss, float[] ofTarget, float[] ofReconstruction) {

        static Gradients of(CosineLoss loss, NDManager manager) {
            SplittableRandom random = new SplittableRandom(7);
            NDArray target = tracked(random, manager);
            NDArray reconstruction = tracked(random, manager);
            try (GradientTape tape = GradientTape.start()) {
                NDArray value = loss.of(new FeaturePair(View.ENCODER, Stage.values()[0], target, reconstruction), 0);
                tape.backward(value);
                return new Gradients(value.getFloat(), target.getGradient().toFloatArray(),
                        reconstruction.getGradient().toFloatArray());
            }
        }

        private static NDArray tracked(SplittableRandom random, NDManager manager) {
            float[] values = new float[(int) SHAPE.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            NDArray features = Constant.of(values, SHAPE, manager);
            features.setRequiresGradient(true);
            return features;
        }
    }
}
