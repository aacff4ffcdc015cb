package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Backbone;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What an encoder knows before training starts, by torchvision's tensor names. */
public sealed interface Weights permits EmbeddedWeights, WeightFile, Untrained {

    /** Says which weights these are, in run files and tables: a name and, for a file, the start of its SHA-256. */
    String id();

    /** The tensors, owned by {@code owner}; empty for an untrained encoder. */
    Map<String, NDArray> tensors(NDManager owner);

    /** The encoder that ships with this library, for {@link Backbone#EMBEDDED}. */
    static Weights embedded() {
        return new EmbeddedWeights();
    }

    /** A safetensors file with an encoder's tensors; layer4 and classifier may be in it and are not read. */
    static Weights file(Path file) {
        return new WeightFile(file);
    }

    /** Random weights: what pretraining is compared with. */
    static Weights untrained() {
        return new Untrained();
    }

    /** Weights by name: {@code embedded}, {@code untrained} or the path of a safetensors file. */
    static Weights named(String name) {
        return switch (name) {
            case "embedded" -> embedded();
            case "untrained" -> untrained();
            default -> file(Path.of(name));
        };
    }

    /**
     * Loads the trained and, where there is one, the frozen encoder of a model.
     *
     * @throws IllegalArgumentException if a tensor is missing or of another shape
     */
    default void loadInto(Parameters parameters, Backbone backbone) {
        try (NDManager reading = parameters.manager().newSubManager()) {
            Map<String, NDArray> tensors = tensors(reading);
            if (!tensors.isEmpty()) {
                for (String encoder : List.of("encoder.", "encoder_freeze.")) {
                    load(parameters, encoder, tensors, backbone);
                }
            } else {
                copyEncoder(parameters);
            }
            parameters.pretrained();
        }
    }

    private void load(Parameters parameters, String encoder, Map<String, NDArray> tensors, Backbone backbone) {
        for (Parameter parameter : parameters.all()) {
            if (parameter.name().startsWith(encoder)) {
                String name = parameter.name().substring(encoder.length());
                NDArray tensor = tensors.get(name);
                if (tensor != null) {
                    loadOne(parameters, parameter, tensor, backbone);
                } else if (!name.endsWith("num_batches_tracked")) {
                    throw new IllegalArgumentException("expected weights of " + backbone.name() + " with " + name
                            + "; " + id() + " lacks it: are these the weights of another backbone?");
                }
            }
        }
    }

    private void loadOne(Parameters parameters, Parameter parameter, NDArray tensor, Backbone backbone) {
        if (!tensor.getShape().equals(parameter.stored().getShape())) {
            throw new IllegalArgumentException("expected weights of " + backbone.name() + ", " + parameter.name()
                    + " of shape " + parameter.stored().getShape() + "; " + id() + " has " + tensor.getShape()
                    + ": are these the weights of another backbone?");
        }
        parameters.load(parameter.name(), tensor);
    }

    /** An untrained frozen encoder is a copy of the trained one too. */
    private static void copyEncoder(Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            if (parameter.name().startsWith("encoder_freeze.")) {
                String twin = parameter.name().replace("encoder_freeze.", "encoder.");
                parameters.load(parameter.name(), parameters.find(twin).orElseThrow().stored());
            }
        }
    }

    /** The first 16 hex digits of a file's SHA-256. */
    static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
