package recontrast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.model.Architecture.Pairing;

import java.util.Map;
import java.util.stream.Collectors;

class BlueprintTest {

    private static Architecture architecture(String backbone, Pairing pairing) {
        return new Architecture(Backbone.named(backbone), pairing, EncoderTraining.BATCH_STATISTICS,
                TargetGradient.STOPPED, Normalization.BATCH, Activation.RELU);
    }

    private static Blueprint of(String backbone, Pairing pairing, int side) {
        return new Blueprint(architecture(backbone, pairing), side, side);
    }

    private static Scope scope() {
        return Parameters.onPaper().root();
    }

    private static long encoderMacs(Backbone backbone, int side) {
        return new Encoder(backbone, scope(), Normalization.BATCH).count(side, side).get(2).macs();
    }

    @Test
    void countsALayerAsOneDoesByHand() {
        // 64 channels of 128 x 128 points, each from a window of 7 x 7 points of 3 channels: encoder.conv1 at 256 px
        assertThat(new Convolution(scope(), 3, 64, 7, 2).read(Profile.of(3, 256, 256), Counting.ON_PAPER))
                .isEqualTo(new Profile(64, 128, 128, 64L * 128 * 128 * 7 * 7 * 3, 154140672, 64L * 128 * 128));
        // 512 channels of 8 x 8 become 256 of 16 x 16: each point from one point of 512 channels, decoder.layer1.0.conv1
        assertThat(new UpConvolution(scope(), 512, 256).read(Profile.of(512, 8, 8), Counting.ON_PAPER))
                .isEqualTo(new Profile(256, 16, 16, 256L * 16 * 16 * 512, 4 * 33554432, 2L * 256 * 16 * 16));
        // one filter of 5 x 5 a channel
        assertThat(Convolution.same(scope(), 144, 144, 144, 5, 2).read(Profile.of(144, 16, 16), Counting.ON_PAPER))
                .isEqualTo(new Profile(144, 8, 8, 144 * 8 * 8 * 25, 144 * 8 * 8 * 25, 144 * 8 * 8));
    }

    /**
     * Torchvision's own figures for its classifiers at 224 px, in GMAC. They have a layer4 and a classifier that an
     * encoder lacks: these are added here, 1,000 MACs for each channel that the classifier (fc) sees.
     */
    @ParameterizedTest
    @CsvSource({"resnet18, 1.814", "resnet50, 4.089", "wide_resnet50_2, 11.398"})
    void agreesWithTorchvision(String name, double billions) {
        Backbone backbone = Backbone.named(name);
        long trunk = encoderMacs(backbone, 224);
        long classifier = 1000L * backbone.channels(4);
        assertThat((trunk + layer4(backbone) + classifier) / 1e9).isEqualTo(billions, within(0.0005));
    }

    /** Of 7 x 7 points, from 14 x 14. */
    private static long layer4(Backbone backbone) {
        long in = backbone.channels(3);
        long out = backbone.channels(4);
        long perPoint = backbone.block() == BlockKind.BASIC
                ? (in * 512 + 3L * 512 * 512) * 9 + in * out
                : 4 * in * inner(backbone) + 2 * out * inner(backbone) + 3 * (9 * inner(backbone) * inner(backbone)
                        + inner(backbone) * out) + in * out;
        return 49 * perPoint;
    }

    private static long inner(Backbone backbone) {
        return 512L * backbone.widening();
    }

    @ParameterizedTest
    @CsvSource({"efficientnet_lite0, SELF", "efficientnet_lite0, CROSS", "resnet18, CROSS", "resnet50, SELF"})
    void holdsWhatTheNetworkHolds(String backbone, Pairing pairing) {
        Blueprint blueprint = of(backbone, pairing, 64);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0)) {
            FeatureReconstruction network = architecture(backbone, pairing).build(parameters);
            assertThat(shapes(blueprint.tensors())).isEqualTo(shapes(parameters));
            Batch images = Batch.of(manager.zeros(new Shape(1, 3, 64, 64)), network);
            assertThat(network.reconstruct(images, Mode.EVAL)).allSatisfy(pair -> {
                Profile map = blueprint.features().get(pair.stage().ordinal());
                assertThat(pair.target().getShape()).isEqualTo(new Shape(1, map.channels(), map.height(), map.width()));
            });
            assertThat(blueprint.parameters())
                    .isEqualTo(parameters.weights("").stream().mapToLong(weight -> weight.stored().size()).sum());
        }
    }

    /** Sides are halved, or doubled, exactly. */
    @ParameterizedTest
    @CsvSource({"efficientnet_lite0, SELF", "efficientnet_lite0, CROSS", "resnet18, CROSS", "wide_resnet50_2, CROSS"})
    void anImageTwiceAsWideCostsTwiceAsMuch(String name, Pairing pairing) {
        Blueprint square = of(name, pairing, 64);
        Blueprint wide = new Blueprint(architecture(name, pairing), 64, 128);
        assertThat(wide.macs()).isEqualTo(2 * square.macs());
        assertThat(wide.windowMacs()).isEqualTo(2 * square.windowMacs());
        assertThat(wide.stepBytes(4)).isEqualTo(square.stepBytes(8));
        assertThat(new Blueprint(architecture(name, pairing), 128, 64).macs()).isEqualTo(wide.macs());
        assertThat(wide.parameters()).isEqualTo(square.parameters());
    }

    private static Map<String, Shape> shapes(Parameters parameters) {
        return parameters.all().stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> parameter.stored().getShape()));
    }

    /** The paper's figures (Table A5) hold normalisation too, about half a percent. */
    @ParameterizedTest
    @CsvSource({"resnet18, SELF, 4.95", "resnet18, CROSS, 10.1", "resnet50, SELF, 19.4", "resnet50, CROSS, 42.0",
        "wide_resnet50_2, SELF, 36.0", "wide_resnet50_2, CROSS, 75.2"})
    void explainsThePapersCount(String backbone, Pairing pairing, double billions) {
        Blueprint network = of(backbone, pairing, 256);
        assertThat(network.windowMacs() / 1e9).isEqualTo(billions, within(0.007 * billions)).isLessThan(billions);
        assertThat(network.macs()).isLessThan(network.windowMacs());
    }

    @Test
    void growsWithTheAreaOfTheImages() {
        assertThat(of("resnet18", Pairing.CROSS, 256).macs()).isEqualTo(4 * of("resnet18", Pairing.CROSS, 128).macs());
    }

    @Test
    void aStepIsThreeForwardPassesOfWhatIsTrained() {
        Blueprint trained = of("resnet18", Pairing.CROSS, 128);
        long encoder = encoderMacs(Backbone.RESNET18, 128);

        assertThat(trained.stepMacs()).as("all but the frozen encoder").isEqualTo(3 * (trained.macs() - encoder));
    }

    @Test
    void keepsWeightsWithGradientsAndMomentsWhateverTheBatch() {
        Blueprint network = of("resnet18", Pairing.SELF, 64);
        long image = network.stepBytes(3) - network.stepBytes(2);
        assertThat(network.stepBytes(2) - 2 * image).as("four numbers a weight").isEqualTo(16 * network.parameters());
    }
}
