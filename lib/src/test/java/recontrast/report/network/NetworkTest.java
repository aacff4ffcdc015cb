package recontrast.report.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import recontrast.Config;
import recontrast.Idea;

import java.util.ArrayList;
import java.util.List;

/** By hand from the ideas of each row in the paper's Table 6, and its Fig. 2. */
class NetworkTest {

    private static final String[] STUDENT_OF_FROZEN = {
        "distance (frozen) -> decoder (frozen)", "decoder (frozen) -> bottleneck (frozen)"};
    private static final String[] STUDENT_OF_TRAINED = {
        "distance (trained) -> decoder (trained)", "decoder (trained) -> bottleneck (trained)"};
    private static final String INTO_INPUT = "bottleneck (trained) -> encoder (trained)";
    private static final String INTO_TARGET = "distance (trained) -> encoder (trained)";
    private static final String[] CROSSED_STUDENT = {
        "distance (trained) -> projection (trained)", "projection (trained) -> decoder (trained)",
        "decoder (trained) -> bottleneck (frozen)",
        "distance (frozen) -> projection (frozen)", "projection (frozen) -> decoder (frozen)",
        "decoder (frozen) -> bottleneck (trained)"};

    static final List<Config> ONE_FROZEN = List.of(Config.A, Config.B, Config.B_HM);
    static final List<Config> CROSSED = List.of(Config.C_CP, Config.E_GL, Config.E, Config.OURS);
    static final List<Config> CROSSED_AND_STOPPED = List.of(Config.E_GL, Config.E, Config.OURS);

    private static List<String> arrows(Config config, Flow flow) {
        return Network.of(config).arrows(flow).stream().map(Arrow::toString).toList();
    }

    private static String[] and(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @FieldSource("ONE_FROZEN")
    void trainsOnlyDecoderAndBottleneckBesideAFrozenEncoder(Config config) {
        assertThat(Network.of(config).parts()).extracting(Part::toString).containsExactlyInAnyOrder(
                "image", "encoder (frozen)", "bottleneck (frozen)", "decoder (frozen)", "distance (frozen)");
        assertThat(arrows(config, Flow.TARGET)).containsExactly("encoder (frozen) -> distance (frozen)");
        assertThat(arrows(config, Flow.GRADIENT)).containsExactlyInAnyOrder(STUDENT_OF_FROZEN);
        assertThat(arrows(config, Flow.STOPPED_GRADIENT)).isEmpty();
    }

    @Test
    void letsGradientsOfCIntoTheEncoderByItsInputAndByItsTargets() {
        assertThat(arrows(Config.C, Flow.FEATURES)).containsExactlyInAnyOrder(
                "image -> encoder (trained)", "encoder (trained) -> bottleneck (trained)",
                "bottleneck (trained) -> decoder (trained)", "decoder (trained) -> distance (trained)");
        assertThat(arrows(Config.C, Flow.TARGET)).containsExactly("encoder (trained) -> distance (trained)");
        assertThat(arrows(Config.C, Flow.GRADIENT))
                .containsExactlyInAnyOrder(and(STUDENT_OF_TRAINED, INTO_INPUT, INTO_TARGET));
        assertThat(arrows(Config.C, Flow.STOPPED_GRADIENT)).isEmpty();
    }

    @Test
    void stopsTheGradientOfDAtTheTargetsOnly() {
        assertThat(arrows(Config.D, Flow.GRADIENT)).containsExactlyInAnyOrder(and(STUDENT_OF_TRAINED, INTO_INPUT));
        assertThat(arrows(Config.D, Flow.STOPPED_GRADIENT)).containsExactly(INTO_TARGET);
    }

    @ParameterizedTest
    @FieldSource("CROSSED")
    void reconstructsEachEncoderFromWhatTheOtherSaw(Config config) {
        assertThat(arrows(config, Flow.FEATURES)).containsExactlyInAnyOrder(
                "image -> encoder (trained)", "encoder (trained) -> bottleneck (trained)",
                "bottleneck (trained) -> decoder (frozen)",
                "decoder (frozen) -> projection (frozen)", "projection (frozen) -> distance (frozen)",
                "image -> encoder (frozen)", "encoder (frozen) -> bottleneck (frozen)",
                "bottleneck (frozen) -> decoder (trained)",
                "decoder (trained) -> projection (trained)", "projection (trained) -> distance (trained)");
        assertThat(arrows(config, Flow.TARGET)).containsExactlyInAnyOrder(
                "encoder (trained) -> distance (trained)", "encoder (frozen) -> distance (frozen)");
    }

    @Test
    void letsGradientsOfCWithPairsIntoTheTrainedEncoderByBothWays() {
        assertThat(arrows(Config.C_CP, Flow.GRADIENT))
                .containsExactlyInAnyOrder(and(CROSSED_STUDENT, INTO_INPUT, INTO_TARGET));
        assertThat(arrows(Config.C_CP, Flow.STOPPED_GRADIENT)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CROSSED_AND_STOPPED")
    void reachesTheTrainedEncoderThroughTheReconstructionOfTheFrozenOne(Config config) {
        assertThat(arrows(config, Flow.GRADIENT)).containsExactlyInAnyOrder(and(CROSSED_STUDENT, INTO_INPUT));
        assertThat(arrows(config, Flow.STOPPED_GRADIENT)).containsExactly(INTO_TARGET);
    }

    @Test
    void comparesAsTheTableSays() {
        assertThat(Config.LADDER).extracting(config -> Network.of(config).distance()).containsExactly(
                Distance.POINT_BY_POINT, Distance.GLOBAL, Distance.HARD_NORMALS, // A, B, B+hm
                Distance.GLOBAL, Distance.GLOBAL, Distance.GLOBAL, // C, D, C+cp
                Distance.POINT_BY_POINT, Distance.GLOBAL, Distance.HARD_NORMALS); // E-gl, E, Ours
    }

    @Test
    void knowsConfigurationsThatAreNotOnTheLadder() {
        Network network = Network.of(Config.A.with(Idea.OPTIMIZED_ENCODER));
        assertThat(network.encoders()).containsExactly(Side.TRAINED);
        assertThat(network.distance()).isEqualTo(Distance.POINT_BY_POINT);
        assertThat(network.arrows(Flow.GRADIENT)).hasSize(4);
    }
}
