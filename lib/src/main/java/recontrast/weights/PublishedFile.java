package recontrast.weights;

import recontrast.model.Backbone;

import java.util.List;
import java.util.Optional;

/**
 * A file of ImageNet weights that torchvision publishes.
 *
 * @param name torchvision's name less {@code .pth}; what follows its last hyphen is the start of the file's SHA-256
 * @param bytes how long the file is
 */
public record PublishedFile(String name, Backbone backbone, long bytes) {

    /** The weights that the paper starts from, one file for each published backbone. */
    public static final List<PublishedFile> ALL = List.of(
            new PublishedFile("resnet18-f37072fd", Backbone.RESNET18, 46_830_571),
            new PublishedFile("resnet50-0676ba61", Backbone.RESNET50, 102_530_333),
            new PublishedFile("wide_resnet50_2-95faca4d", Backbone.WIDE_RESNET50_2, 138_223_492));

    /** The file of that name, or of the backbone of that name. */
    public static Optional<PublishedFile> named(String name) {
        return ALL.stream()
                .filter(file -> List.of(file.name, file.fileName(), file.backbone.name()).contains(name))
                .findFirst();
    }

    /**
     * The file for a backbone.
     *
     * @throws IllegalArgumentException if torchvision has none
     */
    public static PublishedFile of(Backbone backbone) {
        return ALL.stream().filter(file -> file.backbone.equals(backbone)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a backbone with ImageNet weights, one of "
                        + String.join(", ", ALL.stream().map(file -> file.backbone.name()).toList()) + "; found "
                        + backbone.name() + ": choose one of these, or weights embedded"));
    }

    String fileName() {
        return name + ".pth";
    }

    /** The first hexadecimal digits of its SHA-256. */
    String digest() {
        return name.substring(name.lastIndexOf('-') + 1);
    }

    /** {@code 46.8 MB}. */
    public String size() {
        return DownloadListener.megabytes(bytes);
    }
}
