package recontrast.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import recontrast.Compute;
import recontrast.Provenance;
import recontrast.data.Category;
import recontrast.data.Picture;
import recontrast.data.Printable;
import recontrast.data.embedded.Embedded;
import recontrast.model.Backbone;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.weights.PublishedFile;
import recontrast.weights.WeightCache;
import recontrast.weights.Weights;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code recontrast doctor}: whether everything is there that runs and notebooks need. */
@Command(name = "doctor", description = "Says what is there and what is missing; exit code 1 if runs are impossible.")
final class DoctorCommand implements Callable<Integer> {

    private static final long LEAST_HEAP_MB = 900;

    @Mixin
    private DataOptions data;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean healthy = true;
        for (Check check : checks()) {
            Finding finding = check.find();
            spec.commandLine().getOut().println(Printable.of(finding.line()));
            healthy &= !finding.fatal();
        }
        return healthy ? Main.DONE : Main.FAILED;
    }

    private List<Check> checks() {
        return List.of(
                Check.required("library", Installation::version),
                Check.required("java", DoctorCommand::java),
                Check.required("memory", DoctorCommand::memory),
                Check.required("engine", Natives::version),
                Check.required("device", this::device),
                Check.required("weights", this::weights),
                Check.required("embedded data", DoctorCommand::embedded),
                Check.required("data", this::data),
                Check.required("results", this::results),
                Check.forImageNet("ImageNet weights", DoctorCommand::imagenet),
                Check.forNotebooks("kernel", DoctorCommand::kernel));
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

    private String device() {
        Device chosen = device.device();
        Provenance here = Provenance.now(chosen);
        return Announcement.name(chosen) + ", " + here.inThreads() + ", " + Natives.gpus()
                + " GPUs that the engine can use";
    }

    private String weights() {
        try (NDManager manager = Compute.manager(device.device());
                Parameters parameters = Parameters.within(manager, 0)) {
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
