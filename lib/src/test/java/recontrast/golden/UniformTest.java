package recontrast.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UniformTest {

    private final JsonNode golden =
            new ObjectMapper().readTree(UniformTest.class.getResource("/golden/generator.json"));

    UniformTest() throws IOException {
    }

    @Test
    void seedsAreTheHashOfTheName() {
        golden.get("fnv1a64").properties().forEach(seed ->
                assertThat(Long.toHexString(Uniform.fnv1a(seed.getKey()))).isEqualTo(seed.getValue().textValue()));
    }

    @Test
    void valuesEqualTheGoldenOnesExactly() {
        golden.get("check").properties().forEach(sequence -> {
            double[] expected = new double[] {sequence.getValue().get(0).doubleValue(),
                    sequence.getValue().get(1).doubleValue(), sequence.getValue().get(2).doubleValue()};
            assertThat(Uniform.of(sequence.getKey(), 3)).containsExactly(expected);
        });
    }
}
