package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.model.Backbone;
import recontrast.model.BlockKind;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.weights.PickleBytes.Entry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

class WeightsTest {

    @TempDir
    private Path folder;

    private WeightCache cache() {
        return new WeightCache(
                folder, URI.create("http://localhost/"), WeightCache.Access.OFFLINE, Duration.ofSeconds(1));
    }

    private static final Backbone NARROW = new Backbone("narrow", BlockKind.BASIC, 32, 1, List.of(2, 2, 2, 2));

    private static Parameters encoder(NDManager manager, long seed) {
        Parameters parameters = Parameters.within(manager, seed);
        new Encoder(NARROW, parameters.root().at("encoder"), Normalization.BATCH);
        return parameters;
    }

    /** A .pth as torchvision writes it, of an encoder's tensors and those behind it. */
    private Path pth(Parameters parameters, Predicate<String> kept) throws IOException {
        PickleBytes pickle = PickleBytes.protocol2().global("collections", "OrderedDict").opcodes(")R(");
        Map<String, byte[]> storages = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all()) {
            String name = parameter.name().substring("encoder.".length());
            if (kept.test(name)) {
                String type = parameter.stored().getDataType() == DataType.INT64 ? "LongStorage" : "FloatStorage";
                List<Long> sizes = Arrays.stream(parameter.stored().getShape().getShape()).boxed().toList();
                Strided dense = Strided.rowMajor(sizes);
                String key = String.valueOf(storages.size());
                pickle.text(name).tensor(new Entry(type, key, dense.items(), 0, sizes, dense.strides()));
                storages.put("archive/data/" + key, parameter.stored().toByteArray());
            }
        }
        pickle.text("layer4.0.conv1.weight").tensor(Entry.floats("fc")).text("fc.weight").tensor(Entry.floats("fc"));
        TorchArchive archive = TorchArchive.of(pickle.opcode('u').stop()).entry("archive/data/fc", new byte[16]);
        storages.forEach(archive::entry);
        return archive.write(folder.resolve("encoder.pth"));
    }

    private static Map<String, List<Byte>> values(Parameters parameters, Predicate<String> kept) {
        return parameters.all().stream().filter(parameter -> kept.test(parameter.name())).collect(Collectors.toMap(
                Parameter::name, parameter -> bytes(parameter.stored().toByteArray())));
    }

    private static List<Byte> bytes(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }

    @Test
    void loadsAPthWithTorchvisionsNamesAndLeavesTheRest() throws IOException {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters written = encoder(manager, 1);
                Parameters read = encoder(manager, 2)) {
            Weights.file(pth(written, name -> true)).loadInto(read, NARROW);
            assertThat(values(read, name -> true)).isEqualTo(values(written, name -> true));
        }
    }

    @Test
    void doesWithoutCountsOfBatches() throws IOException {
        Predicate<String> old = name -> !name.endsWith("num_batches_tracked");
        try (NDManager manager = NDManager.newBaseManager();
                Parameters written = encoder(manager, 1);
                Parameters read = encoder(manager, 2)) {
            Weights.file(pth(written, old)).loadInto(read, NARROW);
            assertThat(values(read, old)).isEqualTo(values(written, old));
        }
    }

    @Test
    void namesATensorThatIsMissingOrOfAnotherShape() throws IOException {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters written = encoder(manager, 1);
                Parameters wider = Parameters.within(manager, 1)) {
            Weights incomplete = Weights.file(pth(written, name -> !name.equals("layer3.1.bn2.bias")));
            assertThatThrownBy(() -> incomplete.loadInto(written, NARROW)).hasMessage("expected weights of"
                    + " narrow with layer3.1.bn2.bias; " + incomplete.id()
                    + " lacks it: are these the weights of another backbone?");
            new Encoder(Backbone.RESNET18, wider.root().at("encoder"), Normalization.BATCH);
            assertThatThrownBy(() -> incomplete.loadInto(wider, Backbone.RESNET18)).hasMessage("expected weights of"
                    + " resnet18, encoder.conv1.weight of shape (64, 3, 7, 7); " + incomplete.id()
                    + " has (32, 3, 7, 7): are these the weights of another backbone?");
        }
    }

    @Test
    void choosesImageNetWeightsByTheBackbone() {
        assertThat(Weights.named("imagenet", Backbone.RESNET18, cache()).id()).isEqualTo("resnet18-f37072fd");
        assertThat(Weights.named("imagenet", Backbone.RESNET50, cache()).id()).isEqualTo("resnet50-0676ba61");
        assertThat(Weights.named("imagenet", Backbone.WIDE_RESNET50_2, cache()).id())
                .isEqualTo("wide_resnet50_2-95faca4d");
        assertThat(Weights.named("resnet50-0676ba61", Backbone.RESNET50, cache()).id()).isEqualTo("resnet50-0676ba61");
        assertThatThrownBy(() -> Weights.named("imagenet", Backbone.EFFICIENTNET_LITE0, cache())).hasMessage("expected a backbone"
                + " with ImageNet weights, one of resnet18, resnet50, wide_resnet50_2; found efficientnet_lite0: choose one of"
                + " these, or weights embedded");
    }

    @Test
    void startsFromImageNetUnlessTheBackboneIsEmbedded() {
        assertThat(Weights.standard(Backbone.EFFICIENTNET_LITE0, cache()).id()).isEqualTo("embedded");
        assertThat(Weights.standard(Backbone.WIDE_RESNET50_2, cache()).id()).isEqualTo("wide_resnet50_2-95faca4d");
    }

    @Test
    void saysWhatWeightsThereAreForAnUnknownName() {
        assertThatThrownBy(() -> Weights.named("imagnet", Backbone.RESNET18, cache())).hasMessage("expected weights"
                + " embedded, imagenet, untrained, resnet18-f37072fd, resnet50-0676ba61, wide_resnet50_2-95faca4d, or a"
                + " file that ends in .safetensors, .pth, .pt; found imagnet");
    }

    /** Else training would be said to diverge. */
    @Test
    void namesTheFileOfATensorThatIsNotFinite() throws IOException {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters written = encoder(manager, 1);
                Parameters read = encoder(manager, 2)) {
            Parameter spoilt = written.all().iterator().next();
            written.load(spoilt.name(), spoilt.stored().div(0));
            Weights weights = Weights.file(pth(written, name -> true));
            String name = spoilt.name().substring("encoder.".length());
            assertThatThrownBy(() -> weights.loadInto(read, Backbone.EFFICIENTNET_LITE0)).hasMessage("expected"
                    + " weights of finite numbers; found others in " + name + " of " + weights.id() + ": take an undamaged file");
        }
    }
}
