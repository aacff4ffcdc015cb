package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.metric.Localisation;
import recontrast.metric.TestMetrics;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

/** Tables of VisA and of medical images, trained on trees in the layouts that those are published in. */
class PublishedLayoutTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path results() {
        return folder.resolve("results");
    }

    private CommandLineResult table(String number, Path data, String... more) {
        CommandLineResult result = CommandLineResult.of(Stream.concat(
                Stream.of("table", number, "--data", data.toString(), "--results", results().toString(), "--size", "64",
                        "--batch", "2", "--iterations", "2", "--eval-every", "1", "--device", "cpu"),
                Stream.of(more)).toArray(String[]::new));
        assertThat(result.code()).as(String.join("\n", result.err())).isZero();
        return result;
    }

    private List<JsonNode> figures(String name, String source, String metric) throws IOException {
        JsonNode all = JSON.readTree(results().resolve("tables/" + name + ".json").toFile()).get("figures");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(figure -> figure.get("source").asText().equals(source))
                .filter(figure -> figure.get("metric").asText().equals(metric)).toList();
    }

    /** What was measured at the end, in percent. */
    private double last(String name, String category, String metric) throws IOException {
        return figures(name, "MEASURED", metric).stream()
                .filter(figure -> figure.get("category").asText().equals(category))
                .filter(figure -> figure.get("moment").asText().equals("LAST"))
                .findFirst().orElseThrow().get("spread").get("mean").asDouble();
    }

    private TestMetrics evaluation(String category) {
        return RunStore.in(results()).all().stream().filter(run -> run.spec().category().equals(category)).findFirst()
                .flatMap(RunResult::last).orElseThrow().metrics();
    }

    private Localisation localisation(String category) {
        return evaluation(category).localisation().orElseThrow();
    }

    private static double percent(double one, double other) {
        return 100 * (one + other) / 2;
    }

    private void writes(String name, String csvLine, String htmlCell) throws IOException {
        assertThat(Files.readString(results().resolve("tables/" + name + ".csv")))
                .startsWith("category,method,metric,moment,source,value,std").contains(csvLine);
        assertThat(Files.readString(results().resolve("tables/" + name + ".html")))
                .startsWith("<!DOCTYPE html>").contains(htmlCell);
    }

    @Test
    void averagesVisaBesideTheSystemsOfTableThree() throws IOException {
        CommandLineResult result = table("3", PublishedTree.visa(folder.resolve("visa"), "candle", "pcb1"));
        assertThat(last("table-3-visa", "average", "I-AUROC")).isEqualTo(
                percent(evaluation("candle").imageAuroc(), evaluation("pcb1").imageAuroc()), within(1e-9));
        assertThat(last("table-3-visa", "average", "P-AUROC")).isEqualTo(
                percent(localisation("candle").pixelAuroc(), localisation("pcb1").pixelAuroc()), within(1e-9));
        assertThat(last("table-3-visa", "average", "AUPRO published")).isEqualTo(percent(
                localisation("candle").auproPublished(), localisation("pcb1").auproPublished()), within(1e-9));
        assertThat(result.text()).contains("I-AUROC, %", "P-AUROC, %", "AUPRO published, %", "AUPRO exact 0.3, %")
                .containsPattern("(?m)^RD4AD +published +96\\.00").containsPattern("(?m)^DRAEM +published ")
                .containsPattern("(?m)^ReContrast +measured +\\d+\\.\\d\\d +\\d+\\.\\d\\d +97\\.50")
                .contains("Averages are over candle, pcb1; the paper's over all 12 of VisA: not comparable.");
        assertThat(figures("table-3-visa", "PUBLISHED", "AUPRO published")).hasSize(6);
        writes("table-3-visa", "average,PatchCore,AUPRO published,,published,91.2,", ">91.20</td>");
    }

    @Test
    void setsEachObjectOfVisaBesideTableA3() throws IOException {
        CommandLineResult result =
                table("A3", PublishedTree.visa(folder.resolve("visa"), "candle", "pcb1"), "--seed", "1,11");
        assertThat(RunStore.in(results()).all()).hasSize(4);
        assertThat(result.text())
                .containsPattern("(?m)^candle +\\d+\\.\\d\\d\\+-\\d+\\.\\d\\d .* 97\\.20$")
                .containsPattern("(?m)^pipe_fryum +99\\.96$").containsPattern("(?m)^average +\\d+\\.\\d\\d\\+-")
                .contains("Mean and standard deviation over seeds 1, 11.");
        assertThat(figures("table-A3-visa", "PUBLISHED", "P-AUROC")).hasSize(12);
        assertThat(figures("table-A3-visa", "MEASURED", "AUPRO exact 0.3"))
                .as("two objects and the average, last and best").hasSize(6)
                .allMatch(figure -> figure.get("spread").get("std").isNumber());
        writes("table-A3-visa", "fryum,ReContrast,AUPRO published,,published,79.11,", ">79.11</td>");
    }

    private void medical(String name, Path data, String paperRow) throws IOException {
        CommandLineResult result = table("5", data);
        String file = "table-5-" + name.toLowerCase(Locale.ROOT);
        assertThat(last(file, "average", "I-AUROC")).isEqualTo(100 * evaluation(name).imageAuroc(), within(1e-9));
        assertThat(last(file, "average", "F1-max")).isEqualTo(100 * evaluation(name).imageF1().f1(), within(1e-9));
        assertThat(last(file, "average", "ACC")).isEqualTo(100 * evaluation(name).imageF1().accuracy(), within(1e-9));
        assertThat(result.text()).contains("I-AUROC, %", "F1-max, %", "ACC, %").doesNotContain("AUPRO")
                .containsPattern("(?m)^ReContrast +measured " + paperRow).containsPattern("(?m)^PatchCore +published ");
        writes(file, "average,f-AnoGAN,ACC,,published,", "f-AnoGAN</td>");
    }

    @Test
    void judgesScansBesideTableFive() throws IOException {
        medical("OCT2017", PublishedTree.oct2017(folder.resolve("OCT")), ".* 99\\.60 .* 98\\.53 .* 97\\.80");
    }

    @Test
    void judgesLesionsBesideTableFive() throws IOException {
        medical("ISIC2018", PublishedTree.isic2018(folder.resolve("isic")), ".* 90\\.15 .* 81\\.12 .* 86\\.01");
    }

    @Test
    void judgesRetinasBesideTableFive() throws IOException {
        medical("APTOS", PublishedTree.aptos(folder.resolve("aptos")), ".* 97\\.51 .* 95\\.27 .* 93\\.35");
        assertThat(evaluation("APTOS").good()).as("but those that are trained on").isEqualTo(2);
    }
}
