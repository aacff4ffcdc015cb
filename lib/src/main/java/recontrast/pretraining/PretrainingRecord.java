package recontrast.pretraining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The figures of a pretraining run, kept beside its weights.
 *
 * @param seconds of training, rendering not counted
 * @param trainLoss mean over the last hundred steps, with label smoothing
 * @param trainAccuracy mean over the last hundred steps, augmented
 * @param heldOutAccuracy on unseen images, once training has ended
 * @param date ISO 8601
 */
public record PretrainingRecord(String backbone, int steps, double seconds, int classes, int images, int batch,
        double learningRate, double weightDecay, double trainLoss, double trainAccuracy,
        OptionalDouble heldOutAccuracy, long seed, String date) {

    void write(Path file) throws IOException {
        new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), this);
    }
}
