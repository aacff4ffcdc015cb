package recontrast.cli;

import ai.djl.ndarray.NDManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recontrast.pretraining.EncoderPretraining;
import recontrast.pretraining.PretrainingPlan;
import recontrast.pretraining.PretrainingRecord;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code recontrast pretrain}: makes the weights of the embedded encoder anew. */
@Command(name = "pretrain", description = "Trains the embedded encoder from nothing on procedural images.")
final class PretrainCommand implements Callable<Integer> {

    @Option(names = "--minutes", required = true, paramLabel = "N",
            description = "Time for training; drawing the images comes on top.")
    private int minutes;

    @Option(names = "--output", required = true, paramLabel = "DIR",
            description = "Folder for trunk.safetensors and trunk.json, made if need be.")
    private Path output;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0",
            description = "Of initial weights, order and augmentation (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private DeviceOption device;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PretrainingPlan plan = plan();
        try (NDManager manager = NDManager.newBaseManager(device.device(), "PyTorch")) {
            out.println("device   " + Announcement.name(manager.getDevice()));
            PretrainingRecord record = new EncoderPretraining(plan, output, out::println).run(manager);
            out.println(record);
            out.println("weights  " + output.resolve("trunk.safetensors"));
        }
        return Main.DONE;
    }

    private PretrainingPlan plan() {
        try {
            return PretrainingPlan.standard(Duration.ofMinutes(minutes), seed);
        } catch (IllegalArgumentException refused) {
            throw new UsageException(refused);
        }
    }
}
