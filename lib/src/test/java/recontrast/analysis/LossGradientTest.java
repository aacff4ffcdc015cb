package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import recontrast.loss.AlphaRamp;
import recontrast.loss.GlobalCosine;
import recontrast.loss.HardNormalCosine;
import recontrast.loss.RegionalCosine;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.model.View;

import java.util.List;

class LossGradientTest {

    @Test
    void seesTheDistanceOfEachPoint() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] values = LossGradient.distances(square(manager)).get(0).values();
            assertThat(values[0]).isCloseTo(1, within(1e-6f));
            assertThat(values[3]).isCloseTo(0, within(1e-6f));
        }
    }

    /**
     * Four points of two channels: the first reconstructed at a right angle, the others exactly, the last twice as
     * long.
     */
    private static FeaturePair square(NDManager manager) {
        Shape shape = new Shape(1, 2, 2, 2);
        return new FeaturePair(View.ENCODER, Stage.LAYER1,
                manager.create(new float[] {1, 1, 1, 1, 0, 0, 0, 0}, shape),
                manager.create(new float[] {0, 1, 1, 2, 1, 0, 0, 0}, shape));
    }

    @Test
    void regionalPullActsOnlyWhereDirectionsDiffer() {
        try (NDManager manager = NDManager.newBaseManager()) {
            PointMap pull = LossGradient.of(new RegionalCosine(), square(manager), 0).get(0);
            // d(1 - cos)/dr = -t/(|t||r|) + cos r/|r|^2: length 1 at a right angle, 0 along the target; mean of 4 points
            assertThat(pull.values()[0]).isCloseTo(0.25f, within(1e-6f));
            assertThat(pull.values()[1]).isCloseTo(0, within(1e-6f));
            assertThat(pull.values()[3]).isCloseTo(0, within(1e-6f));
        }
    }

    @Test
    void globalPullAlsoBalancesLengthsBetweenPoints() {
        try (NDManager manager = NDManager.newBaseManager()) {
            PointMap pull = LossGradient.of(new GlobalCosine(), square(manager), 0).get(0);
            // |T| = 2, |R|^2 = 7, T.R = 4: gradient = -t/(2 sqrt 7) + 4 r/(2 sqrt 7 * 7)
            double scale = 1 / (2 * Math.sqrt(7));
            assertThat((double) pull.values()[0]).isCloseTo(scale * Math.hypot(1, 4 / 7.0), within(1e-6));
            assertThat((double) pull.values()[1]).isCloseTo(scale * 3 / 7, within(1e-6));
            assertThat((double) pull.values()[3]).isCloseTo(scale / 7, within(1e-6));
        }
    }

    @Test
    void easyPointsHaveNone() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AlphaRamp one = new AlphaRamp(1, 1, 0); // mean .25 + deviation .5: only the first point is as far
            PointMap pull = LossGradient.of(new HardNormalCosine(one), square(manager), 0).get(0);
            assertThat(pull.values()[0]).isPositive();
            assertThat(pull.fractionOfZeros()).isEqualTo(0.75);
            assertThat(HardNormals.discarded(List.of(square(manager)), 1)).isEqualTo(0.75);
            assertThat(HardNormals.discarded(List.of(square(manager)), -3)).isZero();
            assertThat(HardNormals.of(square(manager), 1).get(0).values()).containsExactly(1, 0, 0, 0);
        }
    }
}
