package recontrast.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import recontrast.data.AtomicFile;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.detector.ReconstructionDetector;
import recontrast.run.Provenance;
import recontrast.run.RunSpec;
import recontrast.run.TrainedModel;
import recontrast.weights.Weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trained detector as one ONNX file: encoders, bottleneck, decoder, distances, maps and scores.
 *
 * <p>In: {@code image}, float32 (batch, 3, H, W), RGB from 0 to 255, any number of images; they are normalised within.
 * Out: {@code anomaly_map}, float32 (batch, H, W), smoothed, and {@code score}, float32 (batch), as {@code recontrast
 * score} prints it. Before comes what the metadata's {@code resize} and {@code crop} say: to the size of {@code resize},
 * 256 or, height first, 256x512, by a bilinear filter that antialiases (Pillow's {@code Image.resize(..., BILINEAR)}),
 * then its centre.
 *
 * <p>Everything is normalised as an evaluation does it: by the running statistics that the run kept, in every layer,
 * also of an encoder that was trained by the statistics of its batches. So an image's map does not depend on its batch.
 */
public final class OnnxFile {

    /** Of operators: the one that runtimes know since 2022. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8; // of the file format, as old as the opset
    private static final long LARGEST = Integer.MAX_VALUE; // bytes of a message in protobuf

    private final WireMessage model;
    private final RunSpec spec;

    private OnnxFile(WireMessage model, RunSpec spec) {
        this.model = model;
        this.spec = spec;
    }

    /**
     * Of a run's model, which must stay open until it is written.
     *
     * @throws IllegalArgumentException if it does not reconstruct features, sees images in tiles or is too large for a
     *     file
     */
    public static OnnxFile of(TrainedModel trained) {
        RunSpec spec = trained.spec();
        if (!(trained.detector() instanceof ReconstructionDetector detector)) {
            throw new IllegalArgumentException("expected a run of the ablation's configurations, such as Ours, to write as"
                    + " ONNX; found " + spec.config().name() + ", which this library alone computes: score images with"
                    + " `recontrast score`, or with TrainedModel.score in a service");
        }
        spec.resolution().requireWhole("an ONNX file");
        WireMessage model = message(spec, new DetectorGraph(detector, spec).message());
        if (model.size() > LARGEST) {
            throw new IllegalArgumentException("expected a model of at most " + (LARGEST >> 20)
                    + " MiB, the most that an ONNX file holds; found " + (model.size() >> 20)
                    + ": train on a smaller backbone");
        }
        return new OnnxFile(model, spec);
    }

    /** ModelProto. */
    private static WireMessage message(RunSpec spec, WireMessage graph) {
        WireMessage model = new WireMessage()
                .number(1, IR_VERSION)
                .text(2, "recontrast")
                .text(3, Provenance.libraryVersion())
                .message(7, graph)
                .message(8, new WireMessage().text(1, "").number(2, OPSET));
        metadata(spec).forEach((key, value) ->
                model.message(14, new WireMessage().text(1, key).text(2, value)));
        return model;
    }

    private static Map<String, String> metadata(RunSpec spec) {
        Resolution resolution = spec.resolution();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("run", spec.id());
        metadata.put("configuration", spec.config().name());
        metadata.put("dataset", spec.dataset());
        metadata.put("category", spec.category());
        metadata.put("seed", Long.toString(spec.seed()));
        metadata.put("backbone", spec.backbone());
        metadata.put("weights", spec.weights());
        if (spec.weights().equals(Weights.embedded().id())) {
            metadata.put("weights_licence", embeddedLicence());
        }
        metadata.put("input", "RGB, 0 to 255");
        metadata.put("resize", resolution.resize().orElse(resolution.crop()).toString());
        metadata.put("resize_filter", "bilinear, antialiased");
        metadata.put("crop", resolution.crop().toString());
        metadata.put("image_score", spec.plan().imageScore().name());
        metadata.put("recontrast_version", Provenance.libraryVersion());
        return metadata;
    }

    private static String embeddedLicence() {
        try (InputStream in = OnnxFile.class.getResourceAsStream("/recontrast/embedded-encoder.json")) {
            JsonNode origin = new ObjectMapper().readTree(in);
            return origin.get("licence").asText() + ", by " + origin.get("by").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of the file. */
    public long size() {
        return model.size();
    }

    /** Writes it: the file is the old one or the whole new one. */
    public void write(Path file) {
        try {
            AtomicFile.write(file, model::writeTo);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    /** What it is, in a line. */
    @Override
    public String toString() {
        ImageSize size = spec.resolution().crop();
        return "%s as ONNX, opset %d, %.1f MB: image [batch, 3, %d, %d], RGB 0 to 255, to anomaly_map [batch, %d, %d] and"
                .formatted(spec, OPSET, size() / 1e6, size.height(), size.width(), size.height(), size.width())
                + " score [batch]";
    }
}
