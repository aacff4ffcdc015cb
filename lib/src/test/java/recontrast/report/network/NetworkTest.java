package recontrast.report.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import recontrast.Config;
import recontrast.Idea;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private enum Flow { FEATURES, TARGET, GRADIENT, STOPPED }

    private static List<String> arrows(Config config, Flow flow) {
        return shown(config, "g").filter(group -> group.getAttribute("class").equalsIgnoreCase(flow.name()))
                .map(group -> group.getElementsByTagName("title").item(0).getTextContent()).toList();
    }

    private static List<String> words(Config config) {
        return shown(config, "text").map(Element::getTextContent).toList();
    }

    /** What is drawn of a kind of element. */
    private static Stream<Element> shown(Config config, String tag) {
        NodeList all = parsed(NetworkDrawing.of(config).svg()).getElementsByTagName(tag);
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).filter(element ->
                Stream.iterate((Node) element, Element.class::isInstance, Node::getParentNode)
                        .noneMatch(around -> ((Element) around).getAttribute("display").equals("none")));
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] and(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @FieldSource("ONE_FROZEN")
    void trainsOnlyDecoderAndBottleneckBesideAFrozenEncoder(Config config) {
        assertThat(Stream.of(Flow.values()).flatMap(flow -> arrows(config, flow).stream())
                .flatMap(arrow -> Stream.of(arrow.split(" -> "))).distinct()).containsExactlyInAnyOrder(
                "image", "encoder (frozen)", "bottleneck (frozen)", "decoder (frozen)", "distance (frozen)");
        assertThat(arrows(config, Flow.TARGET)).containsExactly("encoder (frozen) -> distance (frozen)");
        assertThat(arrows(config, Flow.GRADIENT)).containsExactlyInAnyOrder(STUDENT_OF_FROZEN);
        assertThat(arrows(config, Flow.STOPPED)).isEmpty();
    }

    @Test
    void letsGradientsOfCIntoTheEncoderByItsInputAndByItsTargets() {
        assertThat(arrows(Config.C, Flow.FEATURES)).containsExactlyInAnyOrder(
                "image -> encoder (trained)", "encoder (trained) -> bottleneck (trained)",
                "bottleneck (trained) -> decoder (trained)", "decoder (trained) -> distance (trained)");
        assertThat(arrows(Config.C, Flow.TARGET)).containsExactly("encoder (trained) -> distance (trained)");
        assertThat(arrows(Config.C, Flow.GRADIENT))
                .containsExactlyInAnyOrder(and(STUDENT_OF_TRAINED, INTO_INPUT, INTO_TARGET));
        assertThat(arrows(Config.C, Flow.STOPPED)).isEmpty();
    }

    @Test
    void stopsTheGradientOfDAtTheTargetsOnly() {
        assertThat(arrows(Config.D, Flow.GRADIENT)).containsExactlyInAnyOrder(and(STUDENT_OF_TRAINED, INTO_INPUT));
        assertThat(arrows(Config.D, Flow.STOPPED)).containsExactly(INTO_TARGET);
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
        assertThat(arrows(Config.C_CP, Flow.STOPPED)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CROSSED_AND_STOPPED")
    void reachesTheTrainedEncoderThroughTheReconstructionOfTheFrozenOne(Config config) {
        assertThat(arrows(config, Flow.GRADIENT)).containsExactlyInAnyOrder(and(CROSSED_STUDENT, INTO_INPUT));
        assertThat(arrows(config, Flow.STOPPED)).containsExactly(INTO_TARGET);
    }

    @Test
    void comparesAsTheTableSays() {
        List<String> point = List.of("d: point", "by point");
        List<String> global = List.of("d: global,", "flattened");
        List<String> hard = List.of("d: global,", "easy points:", "no gradient");
        assertThat(Config.LADDER).extracting(config -> words(config).stream()
                .filter(Stream.of(point, global, hard).flatMap(List::stream).toList()::contains).toList()).containsExactly(
                point, global, hard, // A, B, B+hm
                global, global, global, // C, D, C+cp
                point, global, hard); // E-gl, E, Ours
    }

    @Test
    void namesWhatItDrawsAndSaysInTheLegendWhatItUses() {
        assertThat(words(Config.B)).contains("B", "global distance", "image", "frozen encoder", "one-class", "bottleneck",
                "decoder", "features", "gradient", "trained", "frozen")
                .doesNotContain("trained encoder", "output projection");
        assertThat(words(Config.D)).contains("trained encoder", "stop gradient").doesNotContain("frozen encoder", "frozen");
        assertThat(words(Config.OURS)).contains("trained encoder", "frozen encoder", "from frozen", "one decoder",
                "from trained", "stop gradient", "output projection").doesNotContain("decoder");
        assertThat(words(Config.C_CP)).doesNotContain("stop gradient");
    }

    @Test
    void knowsConfigurationsThatAreNotOnTheLadder() {
        Config config = Config.A.with(Idea.OPTIMIZED_ENCODER);
        assertThat(words(config)).contains("trained encoder", "by point").doesNotContain("frozen encoder");
        assertThat(arrows(config, Flow.GRADIENT)).hasSize(4);
    }

    @Test
    void showsNamesAsTheyAreWrittenAndOnlyAsFarAsThereIsRoom() {
        Config named = Config.B.with("<a & {b}>\u0007 {rows}", Idea.OPTIMIZED_ENCODER);
        assertThat(words(named)).contains("<a & {b}>\u2407 {rows}", "global distance + optimised encoder");
        assertThat(words(Config.B.with("w".repeat(60), Idea.OPTIMIZED_ENCODER)))
                .contains("w".repeat(60)).doesNotContain("global distance + optimised encoder");
    }
}
