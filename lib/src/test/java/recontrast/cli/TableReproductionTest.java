package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.training.Evaluation;
import recontrast.training.Variant;

class TableReproductionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path categories(String... names) throws IOException {
        for (String name : names) {
            CategoryOnDisk category = new CategoryOnDisk(folder.resolve("mvtec").resolve(name));
            for (String image : List.of("0", "1")) { // an image's contents follow from its name
                category.image("train/good/" + name + image + ".png", 64)
                        .image("test/good/" + name + image + ".png", 64)
                        .image("test/hole/" + name + image + ".png", 64)
                        .image("ground_truth/hole/" + name + image + "_mask.png", 64);
            }
        }
        return folder.resolve("mvtec");
    }

    private CommandLineResult table(String number, Path data, Path results, String... more) {
        return CommandLineResult.of(Stream.concat(
                Stream.of("table", number, "--data", data.toString(), "--results", results.toString(), "--size", "64",
                        "--batch", "4", "--eval-every", "2", "--device", "cpu"),
                Stream.of(more)).toArray(String[]::new));
    }

    private static String[] twoSeeds(int iterations) {
        return new String[] {"--seed", "1,11", "--iterations", String.valueOf(iterations)};
    }

    private static JsonNode figure(Path json, String category, String method, String metric, String moment)
            throws IOException {
        for (JsonNode figure : JSON.readTree(json.toFile()).get("figures")) {
            if (figure.get("source").asText().equals("MEASURED") && figure.get("category").asText().equals(category)
                    && figure.get("method").asText().equals(method) && figure.get("metric").asText().equals(metric)
                    && figure.get("moment").asText().equals(moment)) {
                return figure.get("spread");
            }
        }
        throw new AssertionError("no figure of " + String.join(", ", category, method, metric, moment));
    }

    private static double mean(List<RunResult> runs, long seed, ToDoubleFunction<RunResult> value) {
        return 100 * runs.stream().filter(run -> run.spec().seed() == seed).mapToDouble(value).average().orElseThrow();
    }

    @Test
    void reportsWhatTheRunsRecorded() throws IOException {
        Path results = folder.resolve("results");
        CommandLineResult result = table("A2", categories("bottle", "carpet"), results, twoSeeds(4));
        assertThat(result.code()).isZero();
        List<RunResult> runs = RunStore.in(results).all();
        assertThat(runs).hasSize(4).allMatch(RunResult::finished);
        ToDoubleFunction<RunResult> auproOfBest =
                run -> run.best().orElseThrow().metrics().localisation().orElseThrow().auproPublished();
        double first = mean(runs, 1, auproOfBest);
        double second = mean(runs, 11, auproOfBest);
        JsonNode average = figure(results.resolve("tables/table-A2-mvtec.json"),
                "average", "ReContrast (3 seeds)", "AUPRO published", "BEST");
        assertThat(average.get("mean").asDouble()).isEqualTo((first + second) / 2, within(1e-9));
        assertThat(average.get("std").asDouble()).isEqualTo(Math.abs(first - second) / Math.sqrt(2), within(1e-9));
        assertThat(result.text())
                .containsPattern("(?m)^carpet .* 99\\.72\\+-0\\.27").containsPattern("(?m)^screw +97\\.80\\+-0\\.14")
                .contains("AUPRO published, %").contains("AUPRO exact 0.3, %")
                .contains("Averages are over bottle, carpet; the paper's over all 15");
        assertThat(Files.readString(results.resolve("tables/table-A2-mvtec.csv")))
                .contains("average,ReContrast (3 seeds),I-AUROC,,published,99.42,0.05");
    }

    @Test
    void measuresOtherSystemsInColumnsOfTheirOwn() throws IOException {
        Path results = folder.resolve("results");
        CommandLineResult result = table("1", categories("bottle"), results,
                "--iterations", "2", "--systems", "PaDiM,Ours");
        assertThat(result.code()).isZero();
        List<RunResult> runs = RunStore.in(results).all();
        assertThat(runs).extracting(run -> run.config().name()).containsExactlyInAnyOrder("PaDiM", "Ours");
        for (RunResult run : runs) {
            String paper = run.config().name().equals("Ours") ? "ReContrast" : "PaDiM";
            assertThat(figure(results.resolve("tables/table-1-mvtec.json"), "bottle", paper, "I-AUROC", "LAST")
                    .get("mean").asDouble())
                    .isEqualTo(100 * run.last().orElseThrow().metrics().imageAuroc(), within(1e-9));
        }
        assertThat(result.text()).containsPattern("PaDiM +ReContrast +published").contains("PatchCore");
    }

    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        Path data = categories("bottle", "cable", "carpet");
        Path unbroken = folder.resolve("unbroken");
        assertThat(table("1", data, unbroken, twoSeeds(4)).code()).isZero();

        Path broken = folder.resolve("broken");
        Thread interrupter = interruptWithinTheSecond(Thread.currentThread(), broken);
        CommandLineResult stopped = table("1", data, broken, twoSeeds(4));
        interrupter.join();
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.err()).last().asString().startsWith("recontrast: interrupted with ").contains(" of 6 runs");
        assertThat(broken.resolve("tables")).doesNotExist();

        CommandLineResult again = table("1", data, broken, twoSeeds(4));
        assertThat(again.code()).isZero();
        assertThat(broken.resolve("tables/table-1-mvtec.csv"))
                .hasSameTextualContentAs(unbroken.resolve("tables/table-1-mvtec.csv"));
        assertThat(again.text()).containsPattern("(?m)^ReContrast +Ours +6 ");
    }

    private Thread interruptWithinTheSecond(Thread worker, Path results) {
        Thread interrupter = new Thread(() -> {
            while (RunStore.in(results).all().stream().map(RunResult::finished).distinct().count() < 2) {
                LockSupport.parkNanos(10_000_000L);
            }
            worker.interrupt();
        });
        interrupter.setDaemon(true);
        interrupter.start();
        return interrupter;
    }

    @Test
    void putsTheLadderBesideThePapers() throws IOException {
        Path bottle = categories("bottle");
        CommandLineResult result = table("ablation", bottle, folder.resolve("results"), "--iterations", "1");
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^C\\+cp +measured .* 97\\.59 +97\\.88 .* 93\\.76 +93\\.92");
    }

    @Test
    void judgesTheMapsOfEachEncoderAlone() throws IOException {
        Path results = folder.resolve("results");
        CommandLineResult result = table("A6", categories("bottle"), results, "--iterations", "2");
        assertThat(result.code()).isZero();
        assertThat(RunStore.in(results).all()).hasSize(2);
        for (String row : List.of("Ours, 3 frozen only", "Ours, 3 trained only")) {
            Path json = results.resolve("tables/table-A6-mvtec.json");
            assertThat(figure(json, "average", row, "I-AUROC", "BEST")).as("recorded at the end, the only evaluation")
                    .isEqualTo(figure(json, "average", row, "I-AUROC", "LAST"));
        }
        assertThat(result.text()).containsPattern("(?m)^Ours, 3 frozen only +measured +\\d+\\.\\d+ +.*99\\.16")
                .containsPattern("(?m)^Config\\. B ResNet50 \\+ WideResNet50 \\(6 frozen\\) +published +98\\.94");
    }

    @Test
    void judgesTheKindsOfAnomaliesOfLocoApart() throws IOException {
        Path results = folder.resolve("results");
        Path category = folder.resolve("loco/pushpins");
        CategoryOnDisk disk = CategoryOnDisk.goodOnly(category, 4);
        for (String kind : List.of("good", "logical_anomalies", "structural_anomalies")) {
            disk.image("test/" + kind + "/0.png", 64).image("test/" + kind + "/1.png", 64);
        }
        assertThat(table("A7", folder.resolve("loco"), results, "--iterations", "2").code()).isZero();
        String id = RunStore.in(results).all().get(0).spec().id();
        Path json = results.resolve("tables/table-A7-mvtec-loco.json");
        double structural = 100 * winsOverGood(results, id, category, "structural_anomalies");
        double logical = 100 * winsOverGood(results, id, category, "logical_anomalies");
        assertThat(figure(json, "average", "ReContrast", "structural I-AUROC", "LAST").get("mean").asDouble())
                .isEqualTo(structural, within(1e-9));
        assertThat(figure(json, "average", "ReContrast", "logical I-AUROC", "LAST").get("mean").asDouble())
                .isEqualTo(logical, within(1e-9));
        assertThat(figure(json, "average", "ReContrast", "mean I-AUROC", "LAST").get("mean").asDouble())
                .isEqualTo((structural + logical) / 2, within(1e-9));
        for (String metric : List.of("structural I-AUROC", "logical I-AUROC", "mean I-AUROC")) {
            assertThat(figure(json, "average", "ReContrast", metric, "BEST")).as("recorded at the only evaluation")
                    .isEqualTo(figure(json, "average", "ReContrast", metric, "LAST"));
        }
    }

    /** I-AUROC by its meaning, of the scores that {@code recontrast score} prints: pairs that are in order. */
    private static double winsOverGood(Path results, String id, Path category, String kind) {
        double[] good = scores(results, id, category.resolve("test/good"));
        double[] defective = scores(results, id, category.resolve("test").resolve(kind));
        double wins = 0;
        for (double bad : defective) {
            for (double fine : good) {
                wins += bad > fine ? 1 : 0;
            }
        }
        return wins / (good.length * defective.length);
    }

    private static double[] scores(Path results, String id, Path images) {
        CommandLineResult scored =
                CommandLineResult.of("score", "--run", id, "--results", results.toString(), images.toString());
        return scored.out().stream().mapToDouble(line -> Double.parseDouble(line.split("\t")[0])).toArray();
    }

    @Test
    void trainsOneModelOfAllCategoriesForTableFour() throws IOException {
        Path results = folder.resolve("results");
        CommandLineResult result = table("4", categories("bottle", "carpet"), results, "--iterations", "2");
        assertThat(result.code()).isZero();
        RunResult run = RunStore.in(results).all().get(0);
        assertThat(RunStore.in(results).all()).hasSize(1);
        assertThat(run.spec().plan().variant()).isEqualTo(Variant.UNIFIED);
        Path json = results.resolve("tables/table-4-mvtec.json");
        Evaluation last = run.last().orElseThrow();
        for (String category : List.of("bottle", "carpet")) {
            assertThat(figure(json, category, "ReContrast", "I-AUROC", "LAST").get("mean").asDouble())
                    .isEqualTo(100 * last.categories().get(category).imageAuroc(), within(1e-9));
        }
        assertThat(figure(json, "average", "ReContrast", "I-AUROC", "LAST").get("mean").asDouble())
                .isEqualTo(100 * last.metrics().imageAuroc(), within(1e-9));
        assertThat(result.text()).contains("one model for all categories", "the paper's MVTec AD, here mvtec",
                        "Averages are over bottle, carpet; the paper's over all 15")
                .containsPattern("(?m)^transistor .*94\\.50 .*93\\.30")
                .containsPattern("(?m)^average .*98\\.20 .*95\\.80");
        assertThat(Files.readString(results.resolve("tables/table-4-mvtec.csv")))
                .contains("average,UniAD,I-AUROC,,published,");
        assertThat(results.resolve("tables/table-4-mvtec.html")).isNotEmptyFile();
    }

    @Test
    void trainsTheStableVariantForAppendixE() throws IOException {
        Path results = folder.resolve("results");
        CommandLineResult result = CommandLineResult.of("table", "E", "--data", categories("screw").toString(),
                "--results", results.toString(), "--size", "64", "--batch", "2", "--iterations", "2",
                "--device", "cpu");
        assertThat(result.code()).isZero();
        assertThat(RunStore.in(results).all()).singleElement().satisfies(run -> {
            assertThat(run.spec().plan().variant()).isEqualTo(Variant.STABLE);
            assertThat(run.spec().plan().evaluateEvery()).isEqualTo(500);
            assertThat(figure(results.resolve("tables/table-Appendix-E-mvtec.json"), "average",
                    "ReContrast (stable variant)", "I-AUROC", "LAST").get("mean").asDouble())
                    .isEqualTo(100 * run.last().orElseThrow().metrics().imageAuroc(), within(1e-9));
        });
        assertThat(result.text()).contains("Appendix E, the stable variant: the paper's MVTec AD, here mvtec")
                .containsPattern("(?m)^ReContrast \\(stable variant\\) +measured .* 99\\.41");
        assertThat(result.text()).contains("batch 2 (paper: 16)").doesNotContain("evaluate every");
    }

    @Test
    void refusesWhatCannotBeMade() throws IOException {
        Path data = categories("bottle");
        CommandLineResult elsewhere = table("3", data, folder.resolve("results"));
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).singleElement().asString().contains("expected VisA for table 3; found mvtec");
        CommandLineResult nowhere = CommandLineResult.of("table", "A2");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).singleElement().asString().contains("expected --data to make table A2 with");
    }

    /** Names that no file of the paper's data sets has. */
    @Test
    void dataSetsOfOtherScriptsAndSignsHaveTablesOfTheirOwn() throws IOException {
        Path results = folder.resolve("results");
        List<String> names = List.of("\u7f50\u5934", "\u74f6\u5b50", "!!!", "???");
        for (String name : names) {
            Path data = folder.resolve(name);
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve("bottle"), categories("bottle").resolve("bottle"));
            assertThat(table("A2", data, results, "--seed", "1", "--iterations", "2").code()).isZero();
        }
        try (Stream<Path> files = Files.list(results.resolve("tables"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".csv")))
                    .hasSameSizeAs(names).contains("table-A2-\u7f50\u5934.csv");
        }
    }
}
