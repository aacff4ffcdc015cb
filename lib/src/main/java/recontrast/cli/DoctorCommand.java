package recontrast.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import recontrast.data.Category;
import recontrast.data.Picture;
import recontrast.data.Printable;
import recontrast.data.embedded.Embedded;
import recontrast.model.Backbone;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.run.Provenance;
import recontrast.weights.PublishedFile;
import recontrast.weights.WeightCache;
import recontrast.weights.Weights;

import java.util.List;
import java.util.function.Supplier;

/** {@code recontrast doctor}: whether everything is there that runs and notebooks need. */
@Command(name = "doctor", description = "Says what is there and what is missing; exit code 1 if runs are impossible.")
final class DoctorCommand extends Subcommand {

    private static final long LEAST_HEAP_MB = 900;

    @Mixin
    private DataOptions data;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    @Override
    public Integer call() {
        boolean possible = true;
        for (Check check : checks()) {
            possible &= !isFatal(check);
        }
        return possible ? Main.DONE : Main.FAILED;
    }

    /**
     * One thing that the kit needs or would like.
     *
     * @param subject what it is
     * @param without who can do without it; empty where runs depend on it
     * @param look says what is there, or throws an exception whose message says what is missing and what to do
     */
    private record Check(String subject, String without, Supplier<String> look) { }

    private List<Check> checks() {
        return List.of(
                new Check("library", "", Provenance::libraryVersion),
                new Check("java", "", DoctorCommand::java),
                new Check("memory", "", DoctorCommand::memory),
                new Check("engine", "", DoctorCommand::engine),
                new Check("device", "", this::device),
                new Check("weights", "", this::weights),
                new Check("embedded data", "", DoctorCommand::embedded),
                new Check("data", "", this::data),
                new Check("results", "", this::results),
                new Check("ImageNet weights", " (only backbones other than embedded need it)", DoctorCommand::imagenet),
                new Check("kernel", " (only notebooks need it)", DoctorCommand::kernel));
    }

    /** Says what a check finds; whether runs are impossible before it is mended. */
    private boolean isFatal(Check check) {
        try {
            out().println(Printable.of("OK       " + check.subject + ": " + check.look.get()));
            return false;
        } catch (RuntimeException | LinkageError missing) {
            out().println(Printable.of("missing  " + check.subject + ": " + OneLineErrors.message(missing) + check.without));
            return check.without.isEmpty();
        }
    }

    private static String java() {
        return System.getProperty("java.version") + ", " + System.getProperty("java.home");
    }

    private static String memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        if (megabytes < LEAST_HEAP_MB) {
            throw new IllegalStateException("expected at least " + LEAST_HEAP_MB + " MB of Java heap; found "
                    + megabytes + ": start Java with -Xmx1500m");
        }
        return megabytes + " MB of Java heap at most; tensors come on top";
    }

    private static String engine() {
        DeviceOption.engine(); // says what to do where it does not load
        return Provenance.engineVersion();
    }

    private String device() {
        Device chosen = device.device();
        Provenance here = Provenance.now(chosen);
        return Announcement.name(chosen) + ", " + here.inThreads() + ", " + DeviceOption.engine().getGpuCount()
                + " GPUs that the engine can use";
    }

    private String weights() {
        try (NDManager manager = Compute.manager(device.device());
                Parameters parameters = Compute.parameters(manager, 0)) {
            new Encoder(Backbone.EFFICIENTNET_LITE0, parameters.root().at("encoder"), Normalization.BATCH);
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            return parameters.all().size() + " tensors of the embedded encoder";
        }
    }

    private static String embedded() {
        Category washer = Embedded.washer();
        Picture picture = washer.train().get(0).picture().get();
        return "drew " + washer.train().get(0).id() + ", " + picture.width() + " x " + picture.height() + " pixels";
    }

    private String data() {
        return String.join("; ", data.everyCategory().stream().map(Announcement::data).toList());
    }

    private String results() {
        return results.writable().toAbsolutePath() + " can be written to";
    }

    private static String imagenet() {
        WeightCache cache = WeightCache.standard();
        List<String> there = PublishedFile.ALL.stream()
                .filter(file -> cache.state(file) == WeightCache.State.VERIFIED)
                .map(PublishedFile::name)
                .toList();
        if (there.isEmpty()) {
            throw new IllegalStateException("expected torchvision's files in " + cache.folder() + "; found none: they"
                    + " are downloaded when first used, or now by recontrast weights all");
        }
        return String.join(", ", there) + " in " + cache.folder();
    }

    private static String kernel() {
        return Installation.kernel().orElseThrow(() -> new IllegalStateException(
                "expected the kernel ReContrast (Java) in .venv; found none: run environment/lab")).toString();
    }
}
