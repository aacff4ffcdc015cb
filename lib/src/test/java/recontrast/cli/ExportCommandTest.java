package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.run.RunStore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is in the file is for environment/commands_test.py, which computes with it. */
class ExportCommandTest {

    @TempDir
    private Path folder;
    private String results;

    @BeforeEach
    void train() throws IOException {
        Path parts = CategoryOnDisk.at(folder.resolve("parts"), 4).root();
        results = folder.resolve("results").toString();
        assertThat(CommandLineResult.of("run", "--data", parts.toString(), "--config", "B,PaDiM", "--size", "64",
                "--batch", "2", "--iterations", "1", "--results", results).code()).isZero();
    }

    private String run(String config) {
        return RunStore.in(Path.of(results)).all().stream().filter(run -> run.spec().config().name().equals(config))
                .findFirst().orElseThrow().spec().id();
    }

    private CommandLineResult export(String config, Path file) {
        return CommandLineResult.of("export", "--run", run(config), "--results", results, file.toString());
    }

    @Test
    void writesTheFileAndSaysWhatItIs() throws IOException {
        Path file = folder.resolve("model.onnx");
        CommandLineResult result = export("B", file);
        assertThat(result.code()).isZero();
        assertThat(result.out()).singleElement().asString().startsWith(file + ": B on parts, seed 0 as ONNX, opset 17, ")
                .endsWith("image [batch, 3, 64, 64], RGB 0 to 255, to anomaly_map [batch, 64, 64] and score [batch]");
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString).toList())
                .contains("model.onnx").doesNotContain("model.onnx.partial");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains(run("B"), "weights_licence", "Apache-2.0, by Google", "decoder.layer1.0.conv1.weight");
    }

    @Test
    void refusesInALineWhatItCannotWrite() {
        assertThat(export("PaDiM", folder.resolve("model.onnx")).err()).singleElement().asString()
                .contains("expected a run of the ablation's configurations", "found PaDiM", "score images with");
        assertThat(folder.resolve("model.onnx")).doesNotExist();
        assertThat(export("B", folder).err()).singleElement().asString()
                .contains("expected a file to write in a folder that is there", "a folder: choose another name");
        assertThat(export("B", folder.resolve("nowhere/model.onnx")).err()).singleElement().asString()
                .contains("whose folder is not there");
    }
}
