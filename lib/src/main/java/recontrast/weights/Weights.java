package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.apiguardian.api.API;
import recontrast.data.Found;
import recontrast.data.Sha256;
import recontrast.model.Backbone;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an encoder knows before training starts, by torchvision's tensor names. */
@API(status = API.Status.STABLE)
public sealed interface Weights {

    /** Says which weights these are, in run files and tables: a name and, for a file, the start of its SHA-256. */
    String id();

    /** Opens the file with the tensors; none for an untrained encoder. */
    Optional<TensorFile> open();

    /** Whether they are the same whatever the model's seed. */
    default boolean pretrained() {
        return true;
    }

    /** The like for another backbone; none where these are of one backbone alone. */
    default Optional<Weights> of(Backbone other) {
        return Optional.empty();
    }

    /**
     * Sees to it that the tensors are on this machine.
     *
     * @throws IllegalStateException saying which file to put where if they cannot be had
     */
    default void fetch(DownloadListener listener) { }

    /** The encoder that ships with this library, for {@link Backbone#EFFICIENTNET_LITE0}. */
    static Weights embedded() {
        return new Embedded();
    }

    /**
     * ImageNet weights as torchvision publishes them, from this user's cache.
     *
     * @throws IllegalArgumentException if there are none for this backbone
     */
    static Weights imagenet(Backbone backbone, WeightCache cache) {
        return new ImageNet(PublishedFile.of(backbone), cache);
    }

    /** A .pth or .safetensors file with an encoder's tensors; layer4 and classifier may be in it and are not read. */
    static Weights file(Path file) {
        return File.of(file);
    }

    /** Random weights: what pretraining is compared with. */
    static Weights untrained() {
        return new Untrained();
    }

    /** What a backbone usually starts from: {@link #embedded} for the embedded one, else ImageNet weights. */
    static Weights standard(Backbone backbone, WeightCache cache) {
        return backbone.equals(Backbone.EFFICIENTNET_LITE0) ? embedded() : imagenet(backbone, cache);
    }

    /**
     * Weights by name.
     *
     * @param name {@code embedded}, {@code untrained}, {@code imagenet}, the name of a {@link PublishedFile}, or the
     *     path of a .pth or .safetensors file
     * @param cache for published files
     * @throws IllegalArgumentException if there is no such file, or no ImageNet weights of that backbone
     */
    static Weights named(String name, Backbone backbone, WeightCache cache) {
        return switch (name) {
            case "embedded" -> embedded();
            case "untrained" -> untrained();
            case "imagenet" -> imagenet(backbone, cache);
            default -> PublishedFile.named(name).<Weights>map(file -> new ImageNet(file, cache))
                    .orElseGet(() -> file(Path.of(name)));
        };
    }

    /**
     * Loads the trained and, where there is one, the frozen encoder of a model.
     *
     * @throws IllegalArgumentException if a tensor is missing or of another shape
     */
    default void loadInto(Parameters parameters, Backbone backbone) {
        Optional<TensorFile> opened = open();
        if (opened.isPresent()) {
            try (TensorFile file = opened.get()) {
                for (String encoder : List.of("encoder.", "encoder_freeze.")) {
                    load(parameters, encoder, file, backbone);
                }
            }
        } else {
            copyEncoder(parameters);
        }
        parameters.pretrained();
    }

    private void load(Parameters parameters, String encoder, TensorFile file, Backbone backbone) {
        for (Parameter parameter : parameters.all()) {
            if (parameter.name().startsWith(encoder)) {
                String name = parameter.name().substring(encoder.length());
                if (file.tensors().containsKey(name)) {
                    loadOne(parameters, parameter, name, file, backbone);
                } else if (!name.endsWith("num_batches_tracked")) { // PyTorch did not count before 0.4.1
                    throw new IllegalArgumentException("expected weights of " + backbone.name() + " with " + name
                            + "; " + id() + " lacks it: are these the weights of another backbone?");
                }
            }
        }
    }

    private void loadOne(Parameters parameters, Parameter parameter, String name, TensorFile file, Backbone backbone) {
        Shape found = file.tensors().get(name).shape();
        if (!found.equals(parameter.stored().getShape())) {
            throw new IllegalArgumentException("expected weights of " + backbone.name() + ", " + parameter.name()
                    + " of shape " + parameter.stored().getShape() + "; " + id() + " has " + found
                    + ": are these the weights of another backbone?");
        }
        try (NDArray tensor = file.read(name, parameters.manager())) {
            requireFinite(tensor, name);
            parameters.load(parameter.name(), tensor);
        }
    }

    private void requireFinite(NDArray tensor, String name) {
        if (tensor.getDataType().isFloating()) {
            try (NDArray differences = tensor.sub(tensor); // 0, of anything else no number
                    NDArray finite = differences.eq(0).all()) {
                if (!finite.getBoolean()) {
                    throw new IllegalArgumentException("expected weights of finite numbers; found others in " + name
                            + " of " + id() + ": take an undamaged file");
                }
            }
        }
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
        try {
            return Sha256.of(file).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those in this library's jar. */
    record Embedded() implements Weights {

        private static final String RESOURCE = "/recontrast/embedded-encoder.safetensors";

        @Override
        public String id() {
            return "embedded";
        }

        @Override
        public Optional<TensorFile> open() {
            try (InputStream in = Weights.class.getResourceAsStream(RESOURCE)) {
                return Optional.of(Safetensors.open(in, RESOURCE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As torchvision publishes them, fetched into the cache when they are first needed. */
    record ImageNet(PublishedFile file, WeightCache cache) implements Weights {

        @Override
        public String id() {
            return file.name();
        }

        @Override
        public Optional<Weights> of(Backbone other) {
            return Optional.of(Weights.imagenet(other, cache));
        }

        @Override
        public void fetch(DownloadListener listener) {
            cache.fetch(file, listener);
        }

        @Override
        public Optional<TensorFile> open() {
            return Optional.of(TorchFile.open(cache.fetch(file, DownloadListener.silent())));
        }
    }

    /** In a file on this machine. */
    record File(Path path, String id) implements Weights {

        private static final List<String> EXTENSIONS = List.of(".safetensors", ".pth", ".pt");

        private static File of(Path path) {
            String extension = EXTENSIONS.stream().filter(end -> path.toString().endsWith(end)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected weights embedded, imagenet, untrained, "
                            + String.join(", ", PublishedFile.ALL.stream().map(PublishedFile::name).toList())
                            + ", or a file that ends in " + String.join(", ", EXTENSIONS) + "; found " + path));
            Found.requireFile(path, "a " + extension + " file with an encoder's weights");
            return new File(path, path.getFileName() + "@" + digest(path));
        }

        @Override
        public Optional<TensorFile> open() {
            return Optional.of(path.toString().endsWith(EXTENSIONS.get(0)) ? Safetensors.open(path) : TorchFile.open(path));
        }
    }

    /** As an encoder is initialised. */
    record Untrained() implements Weights {

        @Override
        public String id() {
            return "untrained";
        }

        @Override
        public boolean pretrained() {
            return false;
        }

        @Override
        public Optional<Weights> of(Backbone other) {
            return Optional.of(this);
        }

        @Override
        public Optional<TensorFile> open() {
            return Optional.empty();
        }
    }
}
