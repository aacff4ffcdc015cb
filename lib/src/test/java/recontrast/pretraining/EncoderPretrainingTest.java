package recontrast.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class EncoderPretrainingTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @Test
    void aShortRunLeavesTheTrunkAndItsFigures() throws IOException {
        PretrainingPlan plan = new PretrainingPlan(1, 2, 1, 4, 4e-3, 2, 0.05, 0.1, MOMENT, MOMENT, 1);
        List<String> lines = new ArrayList<>();

        try (NDManager device = NDManager.newBaseManager()) {
            PretrainingRecord record = new EncoderPretraining(plan, directory, lines::add).run(device);

            assertThat(record.steps()).isPositive();
            assertThat(record.classes()).isEqualTo(12);
            assertThat(record.heldOutAccuracy()).isPresent();
        }

        JsonNode header = header(directory.resolve("trunk.safetensors"));
        assertThat(header.at("/conv1.weight/dtype").asText()).isEqualTo("F16");
        assertThat(header.at("/layer3.1.bn2.running_var/shape/0").asInt()).isEqualTo(128);
        assertThat(header.has("layer2.0.downsample.0.weight")).isTrue();
        assertThat(directory).isDirectoryContaining("glob:**/trunk.json").isDirectoryNotContaining("glob:**/*.partial");
        assertThat(lines).first().asString().contains("12 classes");
    }

    private static JsonNode header(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(json);
        return new ObjectMapper().readTree(json);
    }
}
