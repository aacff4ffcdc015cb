package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class ConfigTest {

    /** The crosses of the paper's Table 6: global, optimised encoder, stop gradient, contrastive pairs, hard mining. */
    @ParameterizedTest
    @CsvSource({
        "A, 00000", "B, 10000", "B+hm, 10001", "C, 11000", "D, 11100",
        "C+cp, 11010", "E-gl, 01110", "E, 11110", "Ours, 11111"})
    void hasTheIdeasOfThePapersTable(String name, String crosses) {
        Config config = Config.named(name);
        assertThat(java.util.Arrays.stream(Idea.values()).limit(5)
                .map(idea -> config.has(idea) ? "1" : "0").collect(Collectors.joining())).isEqualTo(crosses);
    }

    @Test
    void namesTheRowsInThePapersOrder() {
        assertThat(Config.LADDER).extracting(Config::name)
                .containsExactly("A", "B", "B+hm", "C", "D", "C+cp", "E-gl", "E", "Ours");
    }

    @Test
    void refusesIdeasThatMakeNoSenseTogether() {
        assertThatThrownBy(() -> Config.B.with(Idea.STOP_GRADIENT))
                .hasMessageContaining("stop gradient needs optimised encoder");
        assertThatThrownBy(() -> Config.B.with(Idea.CONTRASTIVE_PAIRS))
                .hasMessageContaining("contrastive pairs needs optimised encoder");
        assertThatThrownBy(() -> Config.A.with(Idea.HARD_NORMAL_MINING))
                .hasMessageContaining("hard-normal mining needs global distance");
    }

    @Test
    void allowsCombinationsThePaperDoesNotName() {
        assertThat(Config.D.with("D+hm", Idea.HARD_NORMAL_MINING).ideas()).hasSize(4);
    }

    @Test
    void namesTheChoicesWhenThereIsNoSuchConfiguration() {
        assertThatThrownBy(() -> Config.named("F"))
                .hasMessage("expected a configuration out of A, B, B+hm, C, D, C+cp, E-gl, E, Ours; found F");
    }
}
