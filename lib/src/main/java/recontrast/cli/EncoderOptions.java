package recontrast.cli;

import picocli.CommandLine.Option;
import recontrast.model.Backbone;
import recontrast.weights.Weights;

import java.util.Map;
import java.util.Optional;

/** Which encoder, and what it knows beforehand. */
final class EncoderOptions {

    /** The files that torchvision publishes for ImageNet, less their extension. */
    private static final Map<Backbone, String> TORCHVISION = Map.of(
            Backbone.RESNET18, "resnet18-f37072fd",
            Backbone.RESNET50, "resnet50-0676ba61",
            Backbone.WIDE_RESNET50_2, "wide_resnet50_2-95faca4d");

    @Option(names = "--backbone", paramLabel = "NAME", defaultValue = "embedded",
            description = "embedded, resnet18, resnet50 or wide_resnet50_2 (default: ${DEFAULT-VALUE}).")
    private String backbone;

    @Option(names = "--weights", paramLabel = "embedded|untrained|FILE.safetensors",
            description = "What the encoder knows beforehand (default: embedded, for the embedded backbone).")
    private Optional<String> weights;

    Backbone backbone() {
        return Backbone.named(backbone);
    }

    Weights weights() {
        return Weights.named(weights.orElseGet(this::standardWeights));
    }

    private String standardWeights() {
        Backbone chosen = backbone();
        if (chosen.equals(Backbone.EMBEDDED)) {
            return "embedded";
        }
        throw new UsageException("expected --weights for backbone " + chosen.name() + "; found none: give"
                + " torchvision's " + TORCHVISION.get(chosen) + " saved as a .safetensors file, or untrained");
    }
}
