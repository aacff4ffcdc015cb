package recontrast.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recontrast.model.Backbone;
import recontrast.weights.Weights;

import java.util.Optional;

/** Which encoder, and what it knows beforehand. */
final class EncoderOptions {

    @Option(names = "--backbone", paramLabel = "NAME", defaultValue = "efficientnet_lite0",
            description = "efficientnet_lite0, resnet18, resnet50 or wide_resnet50_2 (default: ${DEFAULT-VALUE}).")
    private String backbone;

    @Option(names = "--weights", paramLabel = "embedded|imagenet|untrained|FILE",
            description = "What the encoder knows beforehand: imagenet is torchvision's weights, downloaded once (see"
                    + " recontrast weights); FILE is a .pth or .safetensors file (default: embedded for the embedded"
                    + " backbone, imagenet for any other).")
    private Optional<String> weights;

    @Mixin
    private CacheOptions cache;

    Backbone backbone() {
        return Backbone.named(backbone);
    }

    Weights weights() {
        return weights.map(name -> Weights.named(name, backbone(), cache.cache()))
                .orElseGet(() -> Weights.standard(backbone(), cache.cache()));
    }
}
