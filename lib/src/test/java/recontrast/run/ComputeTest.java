package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComputeTest {

    /** A variable that is set to nothing is one that is not set. */
    @Test
    void takesNoNameForAnyDevice() {
        assertThat(Compute.device("")).isEqualTo(Compute.device("auto"));
    }
}
