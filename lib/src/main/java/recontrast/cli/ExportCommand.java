package recontrast.cli;

import ai.djl.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recontrast.data.MaskRule;
import recontrast.data.Printable;
import recontrast.export.OnnxFile;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.run.TrainedModel;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code recontrast export}: a trained model for programs that know nothing of this library. */
@Command(name = "export", description = {
        "Writes the model of a run as an ONNX file: from images, RGB from 0 to 255, to anomaly maps and scores.",
        "Images are to be resized and cropped before, as the file's metadata say."})
final class ExportCommand extends Subcommand {

    @Option(names = "--run", required = true, paramLabel = "ID",
            description = "The run, by its id or the start of it: the name of its folder.")
    private String run;

    @Parameters(paramLabel = "FILE", description = "File to write, such as model.onnx; one that is there is replaced.")
    private Path file;

    @Mixin
    private ResultsOption results;

    @Override
    public Integer call() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("expected a file to write in a folder that is there; found " + Printable.of(file)
                    + (Files.isDirectory(file) ? ", a folder" : ", whose folder is not there") + ": choose another name");
        }
        RunStore store = RunStore.in(results.folder());
        RunResult found = store.named(run);
        DeviceOption.engine();
        try (TrainedModel model = TrainedModel.open(store, found.spec(), MaskRule.ANY_NON_ZERO, Device.cpu())) {
            OnnxFile onnx = OnnxFile.of(model);
            onnx.write(file);
            out().println(Printable.of(file) + ": " + onnx);
        }
        return Main.DONE;
    }
}
