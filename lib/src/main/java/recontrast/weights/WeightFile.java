package recontrast.weights;

import recontrast.data.Found;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An encoder's tensors in a file on this machine. */
record WeightFile(Path file, Format format, String id) implements Weights {

    /** What a file may be, by the end of its name. */
    enum Format {
        SAFETENSORS(".safetensors", Safetensors::open),
        PTH(".pth", TorchFile::open),
        PT(".pt", TorchFile::open);

        private final String extension;
        private final Function<Path, TensorFile> opener;

        Format(String extension, Function<Path, TensorFile> opener) {
            this.extension = extension;
            this.opener = opener;
        }

        static Format of(Path file) {
            return Arrays.stream(values())
                    .filter(format -> file.toString().endsWith(format.extension))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected weights embedded, imagenet, untrained, "
                            + names() + ", or a file that ends in " + Arrays.stream(values())
                            .map(format -> format.extension).collect(Collectors.joining(", ")) + "; found " + file));
        }

        private static String names() {
            return PublishedFile.ALL.stream().map(PublishedFile::name).collect(Collectors.joining(", "));
        }
    }

    WeightFile(Path file) {
        this(file, Format.of(file), identify(file));
    }

    private static String identify(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a " + Format.of(file).extension + " file with an encoder's"
                    + " weights at " + file + "; found " + Found.at(file)
                    + ": check the path");
        }
        return file.getFileName() + "@" + Weights.digest(file);
    }

    @Override
    public Optional<TensorFile> open() {
        return Optional.of(format.opener.apply(file));
    }
}
