package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine;
import recontrast.run.RunResult;
import recontrast.run.RunStore;

class TableJobsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** What {@code recontrast run} makes of its arguments. */
    @Command
    private static final class Parsed {

        @Mixin
        private ExperimentOptions options;

        static List<String> ids(List<String> arguments) {
            Parsed parsed = new Parsed();
            new CommandLine(parsed).parseArgs(arguments.toArray(String[]::new));
            return parsed.options.experiments().stream()
                    .flatMap(experiment -> parsed.options.configs().stream().map(experiment::spec))
                    .map(spec -> spec.id()).toList();
        }
    }

    @BeforeEach
    void bottleAndCarpet() throws IOException {
        CategoryOnDisk.at(folder.resolve("mvtec/bottle"), 2);
        CategoryOnDisk.at(folder.resolve("mvtec/carpet"), 2);
    }

    private JsonNode plan(String table, String... more) throws IOException {
        Path file = folder.resolve("plans").resolve("plan.json");
        CommandLineResult planned = CommandLineResult.of(Stream.concat(
                Stream.of("table", table, "--data", folder.resolve("mvtec").toString(), "--plan", file.toString(),
                        "--results", results().toString(), "--device", "cpu"),
                Stream.of(more)).toArray(String[]::new));
        assertThat(planned.err()).isEmpty();
        assertThat(planned.out()).last().isEqualTo("written  " + file);
        return JSON.readTree(file.toFile());
    }

    private Path results() {
        return folder.resolve("results");
    }

    private static List<String> words(JsonNode command) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "4", "6", "A2", "A4", "A5", "A6", "Appendix E"})
    void givesEachRunACommandThatTrainsItAlone(String table) throws IOException {
        JsonNode plan = plan(table, "--seed", "1,11", "--size", "64", "--iterations", "3", "--batch", "2",
                "--encoder-lr", "1e-3", "--backbone", "resnet18", "--weights", "untrained", "--offline");
        assertThat(plan.get("runs")).isNotEmpty().allSatisfy(run -> {
            List<String> command = words(run.get("command"));
            assertThat(command).startsWith("run");
            assertThat(Parsed.ids(command.subList(1, command.size()))).containsExactly(run.get("id").asText());
        });
    }

    @Test
    void tellsTheMembersOfAnEnsembleApart() throws IOException {
        JsonNode plan = plan("A6", "--category", "bottle", "--backbone", "resnet50", "--weights", "untrained");
        assertThat(plan.get("runs")).hasSize(3).allSatisfy(run -> {
            List<String> command = words(run.get("command"));
            assertThat(Parsed.ids(command.subList(1, command.size()))).containsExactly(run.get("id").asText());
        });
    }

    /** Nine configurations, eight values of alpha: minus infinity is configuration E. */
    @Test
    void listsEveryRunOfATableOnce() throws IOException {
        assertThat(plan("ablation", "--seed", "1,11,1").get("runs")).hasSize(9 * 2 * 2);
        assertThat(plan("A4", "--category", "carpet").get("runs")).hasSize(8)
                .extracting(run -> run.get("category").asText()).containsOnly("carpet");
    }

    @Test
    void writesATableOfRunsThatOtherProcessesTrained() throws IOException {
        String[] small = {"--seed", "1", "--size", "64", "--batch", "2", "--iterations", "1"};
        JsonNode plan = plan("A2", small);
        for (JsonNode run : plan.get("runs")) {
            assertThat(run.get("finished").asBoolean()).isFalse();
            assertThat(CommandLineResult.of(words(run.get("command")).toArray(String[]::new)).code()).isZero();
        }
        assertThat(RunStore.in(results()).all()).hasSize(2).allMatch(RunResult::finished);
        assertThat(plan("A2", small).get("runs")).allMatch(run -> run.get("finished").asBoolean());
        CommandLineResult table = CommandLineResult.of(words(plan.get("command")).toArray(String[]::new));
        assertThat(table.code()).isZero();
        assertThat(table.text()).containsPattern("(?m)^ReContrast \\(3 seeds\\) +Ours +2 +2 +0 +0$");
        assertThat(Files.readString(results().resolve("tables/table-A2-mvtec.csv")))
                .contains("bottle,ReContrast (3 seeds),I-AUROC,last,measured,");
    }

    @Test
    void trainsNothing() throws IOException {
        plan("1");
        assertThat(results()).doesNotExist();
    }

    @Test
    void refusesASettingThatThereIsNot() {
        CommandLineResult refused = CommandLineResult.of("run", "--set", "alhpa=1", "--results", results().toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).singleElement().asString().contains("expected a setting out of alpha, ")
                .contains("found alhpa");
    }
}
