package recontrast.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.encoder.EmbeddedEncoder.Conversion;
import recontrast.run.Compute;
import recontrast.weights.Safetensors;
import recontrast.weights.TensorFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

class EmbeddedEncoderTest {

    private static InputStream resource(String name) {
        return EmbeddedEncoder.class.getResourceAsStream("/recontrast/" + name);
    }

    /** What is in half precision already loses nothing more: the library's own weights come out as they are. */
    @Test
    void keepsTheTrunksTensorsInHalfPrecision(@TempDir Path folder) throws IOException {
        Path shipped = folder.resolve("shipped.safetensors");
        try (InputStream in = resource("embedded-encoder.safetensors")) {
            Files.copy(in, shipped);
        }
        Path made = folder.resolve("made.safetensors");
        Conversion conversion = EmbeddedEncoder.convert(shipped, made);

        assertThat(conversion).isEqualTo(new Conversion(700_768, 0));
        try (TensorFile before = Safetensors.open(shipped); TensorFile after = Safetensors.open(made);
                NDManager manager = Compute.manager(Compute.standardDevice())) {
            assertThat(after.tensors().keySet()).containsExactlyElementsOf(before.tensors().keySet());
            assertThat(before.tensors().keySet()).allSatisfy(name ->
                    assertThat(after.read(name, manager)).isEqualTo(before.read(name, manager)));
        }
    }

    @Test
    void theRecordNamesThePinnedPackage() throws IOException {
        try (InputStream in = resource("embedded-encoder.json")) {
            JsonNode record = new ObjectMapper().readTree(in);
            assertThat(Files.readString(Path.of("requirements.txt"))).contains(record.get("wheelSha256").asText());
            assertThat(record.get("file").asText()).contains(record.get("fileSha256").asText().substring(0, 8));
        }
    }
}
