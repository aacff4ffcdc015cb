package recontrast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class PrecisionTest {

    /** Between 1 and 2 they lie 1/128 apart; halfway, that with an even last bit is taken. */
    @Test
    void bfloat16HasEightSignificantBitsAndTheRangeOfSinglePrecision() {
        float[] numbers = {1 + 1 / 256f, 1 + 3 / 256f, 1 + 5 / 1024f, (float) Math.PI, -0.1f, 3e38f, 1e-38f};
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(rounded(manager.create(numbers)).toFloatArray()).containsExactly(
                    1, 1 + 2 / 128f, 1 + 1 / 128f, 3.140625f, -0.10009765625f, 0x1.c4p127f, 0x1.b4p-127f);
        }
    }

    /** Of sum(x * w): w, rounded where it passes the narrow numbers on its way back. */
    @Test
    void theGradientOfWhatIsStoredIsInFullPrecision() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new float[] {0.3f, -2});
            x.setRequiresGradient(true);
            try (GradientTape tape = GradientTape.start()) {
                tape.backward(rounded(x).mul(manager.create(new float[] {(float) Math.PI, 0.5f})).sum());
            }
            assertThat(x.getGradient().toFloatArray()).containsExactly(3.140625f, 0.5f);
        }
    }

    @Test
    void fullPrecisionLeavesATensorAsItIs() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new double[] {Math.PI});
            assertThat(Precision.FULL.narrowed(x)).isSameAs(x);
            assertThat(Precision.FULL.widened(x)).isSameAs(x);
        }
    }

    @Test
    void namesWhatThereIs() {
        assertThat(Precision.named(" BFloat16")).isEqualTo(Precision.BFLOAT16);
        assertThatThrownBy(() -> Precision.named("half")).hasMessage("expected full or bfloat16; found half");
    }

    private static NDArray rounded(NDArray x) {
        return Precision.BFLOAT16.widened(Precision.BFLOAT16.narrowed(x));
    }
}
