package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of options that cannot be, and names that are none: each command ends in one line. */
class UnusualOptionsTest {

    @TempDir
    private Path folder;

    private static void assertRefused(CommandLineResult result, int code, String part) {
        assertThat(result.err()).singleElement().asString().startsWith("recontrast: ")
                .contains(part.split(" \\.\\.\\. "));
        assertThat(result.code()).isEqualTo(code);
    }

    private void assertNothingWritten() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest(name = "run {0} {1}")
    @CsvSource(delimiter = '|', value = {
        "--iterations | 0 | expected iterations at least 1; found 0",
        "--iterations | -5 | expected iterations at least 1; found -5",
        "--iterations | 1.5 | expected a whole number for --iterations; found 1.5",
        "--iterations | 99999999999 | expected a whole number of fewer digits for --iterations; found 99999999999",
        "--iterations | 1e3 | expected a whole number for --iterations; found 1e3",
        "--iterations | NaN | expected a whole number for --iterations; found NaN",
        "--batch | 0 | expected batch at least 2, for batch statistics; found 0",
        "--batch | -16 | expected batch at least 2, for batch statistics; found -16",
        "--batch | 3000000000 | expected a whole number of fewer digits for --batch",
        "--eval-every | 0 | expected evaluate-every at least 1; found 0",
        "--eval-every | -1 | expected evaluate-every at least 1; found -1",
        "--size | 0 | expected an image side that is a multiple of 32, at least 64; found 0: use 64",
        "--size | -64 | at least 64; found -64: use 64",
        "--size | 32 | at least 64; found 32: use 64",
        "--size | 65 | a multiple of 32 ... found 65: use 64",
        "--size | 250 | a multiple of 32 ... found 250: use 256",
        "--size | 1048576 | expected an image side of at most 8192; found 1048576",
        "--size | 2147483647 | expected an image side of at most 8192; found 2147483647",
        "--size | 256x | expected an image size such as 256, or 256x512 for height x width; found 256x",
        "--size | x256 | or 256x512 for height x width; found x256",
        "--size | 256x256x3 | or 256x512 for height x width; found 256x256x3",
        "--size | 3000000000 | expected an image size such as 256 ... found 3000000000",
        "--size | large | expected an image size such as 256 ... found large",
        "--size | 0x64 | expected an image side that is a multiple of 32, at least 64; found 0x64: use 64",
        "--size | 100x64 | a multiple of 32, at least 64; found 100x64: use 96x64",
        "--size | 64x16384 | expected an image side of at most 8192; found 16384",
        "--set | size=64x100 | size: expected an image side that is a multiple of 32 ... found 64x100: use 64x96",
        "--set | size=64x | size: expected an image size such as 256, or 256x512 for height x width; found 64x",
        "--encoder-lr | NaN | expected encoder learning rate 0 to 1; found NaN",
        "--encoder-lr | Infinity | expected encoder learning rate 0 to 1; found Infinity",
        "--encoder-lr | -1e-5 | expected encoder learning rate 0 to 1; found -1.0E-5",
        "--encoder-lr | 1e300 | expected encoder learning rate 0 to 1; found 1.0E300",
        "--encoder-lr | 0,1 | expected a number for --encoder-lr; found 0,1",
        "--precision | half | expected full or bfloat16; found half",
        "--set | precision=half | precision: expected full or bfloat16; found half",
        "--seed | 1.0 | expected a whole number for --seed; found 1.0",
        "--seed | 9223372036854775808 | expected a whole number of fewer digits for --seed",
        "--seed | 1,,2 | expected a whole number for --seed",
        "--config | Our | expected a configuration out of A, ... ; found Our",
        "--config | A;B | expected a configuration out of",
        "--backbone | resnet34 | expected a backbone out of ... resnet18 ... found resnet34",
        "--weights | embeded | expected weights embedded, imagenet, untrained ... found embeded",
        "--set | seed=99999999999 | seed: expected a whole number of fewer digits; found 9.9999999999E10",
        "--set | seed=Infinity | seed: expected a whole number; found Infinity",
        "--set | seed=NaN | seed: expected a whole number; found NaN",
        "--set | iterations=1e18 | iterations: expected a whole number of fewer digits; found 1.0E18",
        "--set | batch=-3e9 | batch: expected a whole number of fewer digits; found -3.0E9",
        "--set | training images=2147483648 | training images: expected a whole number of fewer digits",
        "--set | alpha | expected SETTING=VALUE for --set; found alpha",
        "--set | =1 | expected a setting out of alpha",
        "--variant | stabel | expected variant standard, stable or unified; found stabel",
        "--device | gpu-1 | expected device auto, cpu, gpu or gpu1, gpu2, ...; found gpu-1",
        "--category | washr | expected one of weave, washer, fundus; found washr",
        "--datta | x | unknown argument --datta: did you mean --data?"})
    void refuses(String option, String value, String part) throws IOException {
        CommandLineResult result = CommandLineResult.of("run", "--results", folder.resolve("results").toString(),
                option, value);
        assertRefused(result, option.equals("--category") ? 1 : 2, part);
        assertNothingWritten();
    }

    @ParameterizedTest(name = "{0}, {1} {2}")
    @CsvSource(delimiter = '|', value = {
        "iterations=4 | --iterations | 3", "batch=4 | --batch | 8", "size=64 | --size | 128", "seed=1 | --seed | 0",
        "encoder learning rate=0 | --encoder-lr | 1e-4", "variant=stable | --variant | standard",
        "encoder=resnet18 | --backbone | efficientnet_lite0", "encoder=efficientnet_lite0 untrained | --weights | untrained",
        "alpha=1 | --set | alpha=2", "alpha=1 | --set | Alpha=1"})
    void refusesTwoValuesOfOneSetting(String set, String option, String value) throws IOException {
        String setting = set.substring(0, set.indexOf('='));
        for (String command : List.of("run", "bench")) {
            CommandLineResult result = CommandLineResult.of(command, "--results", folder.resolve("results").toString(),
                    "--set", set, option, value);
            assertRefused(result, 2, "expected one value of " + setting + "; found --set ...  beside "
                    + (option.equals("--set") ? "another " : "") + option + ": give it once");
        }
        assertNothingWritten();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "table 6 --seed 1 | --seed", "table 6 --size 64 --iterations 5 | --size, --iterations",
        "table ablation --category washer --output FOLDER/out | --output", "table 6 --plan FOLDER/plan.json | --plan",
        "table 6 --backbone resnet18 --weights untrained | --backbone, --weights", "table 6 --device cpu | --device"})
    void refusesWhatATableOfFinishedRunsWouldIgnore(String line, String ignored) throws IOException {
        CommandLineResult result = CommandLineResult.of(
                (line + " --results FOLDER/results").replace("FOLDER", folder.toString()).split(" "));
        assertRefused(result, 2, "expected --data beside " + ignored + "; found none: name a data set to make the table"
                + " with, or leave out " + ignored);
        assertNothingWritten();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "table A2 --published --data FOLDER | --data", "table 6 --published --category washer --seed 1 | --category, --seed",
        "table 6 --published --plan FOLDER/plan.json | --plan"})
    void refusesWhatAPublishedTableWouldIgnore(String line, String ignored) throws IOException {
        CommandLineResult result = CommandLineResult.of(line.replace("FOLDER", folder.toString()).split(" "));
        assertRefused(result, 2, "expected the paper's figures or made ones; found --published beside " + ignored
                + ": leave out one or the other");
        assertNothingWritten();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "runn | 2 | unknown argument runn: did you mean run",
        "tabel | 2 | unknown argument tabel: did you mean table",
        "table 99 --published | 2 | expected ... found 99",
        "table --published | 2 | missing required parameter",
        "table A1 | 2 | expected --data to make table A1 with",
        "bench --runs 0 | 2 | expected --runs of 1 or above; found 0",
        "bench --runs -3 | 2 | expected --runs of 1 or above; found -3",
        "weights resnet99 | 2 | resnet99",
        "prepare --data FOLDER/nowhere | 1 | expected train/good under",
        "score --run 0123 --results FOLDER/nowhere x.png | 1 | expected the id of one run in ... found no run 0123",
        "score --run 0123 | 2 | missing required parameter",
        "doctor --device none | 1 | "})
    void refusesTheCommand(String line, int code, String part) throws IOException {
        CommandLineResult result = CommandLineResult.of(line.replace("FOLDER", folder.toString()).split(" "));
        assertThat(result.code()).isEqualTo(code);
        if (part != null) {
            assertRefused(result, code, part);
        }
        assertNothingWritten();
    }
}
