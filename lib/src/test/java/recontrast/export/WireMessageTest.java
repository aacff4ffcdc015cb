package recontrast.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

class WireMessageTest {

    private static String hex(WireMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        assertThat(message.size()).isEqualTo(out.size());
        return HexFormat.ofDelimiter(" ").formatHex(out.toByteArray());
    }

    /** The examples of protobuf.dev, "Encoding", and by its rules: all bits of -1, 1.0 from its lowest byte on. */
    @Test
    void encodesAsTheFormatsOwnPageDoes() throws IOException {
        WireMessage test1 = new WireMessage().number(1, 150);
        assertThat(hex(test1)).isEqualTo("08 96 01");
        assertThat(hex(new WireMessage().text(2, "testing"))).isEqualTo("12 07 74 65 73 74 69 6e 67");
        assertThat(hex(new WireMessage().message(3, test1))).isEqualTo("1a 03 08 96 01");
        assertThat(hex(new WireMessage().numbers(6, 3, 270))).isEqualTo("30 03 30 8e 02");
        assertThat(hex(new WireMessage().number(1, -1))).isEqualTo("08 ff ff ff ff ff ff ff ff ff 01");
        assertThat(hex(new WireMessage().real(2, 1))).isEqualTo("15 00 00 80 3f");
        assertThat(hex(new WireMessage().number(20, 2))).as("a key of two bytes").isEqualTo("a0 01 02");
    }

    /** By hand from onnx.proto: GraphProto has node 1, name 2, initializer 5, input 11 and output 12. */
    @Test
    void writesAGraphByItsFieldNumbers() throws IOException {
        OnnxGraph graph = new OnnxGraph();
        String x = graph.input("x", "n", 3);
        graph.apply("Max", List.of(x, graph.constant("c", new float[] {1}, 1)), OnnxGraph.whole("a", 1));
        assertThat(hex(graph.message())).isEqualTo(String.join(" ",
                "12 08 64 65 74 65 63 74 6f 72", // name "detector"
                "5a 14 0a 01 78 12 0f 0a 0d 08 01 12 09", // input "x", of a type that is a tensor of float
                "0a 03 12 01 6e 0a 02 08 03", // its shape: "n", 3
                "2a 0d 08 01 10 01 42 01 63 4a 04 00 00 80 3f", // initializer: shape 1, float, "c", raw 1.0
                "0a 24 0a 01 78 0a 01 63 12 05 4d 61 78 5f 30", // node: inputs "x", "c", output "Max_0"
                "1a 06 6e 6f 64 65 5f 30 22 03 4d 61 78", // "node_0", "Max"
                "2a 08 0a 01 61 18 01 a0 01 02")); // attribute "a", 1, a whole number
    }
}
