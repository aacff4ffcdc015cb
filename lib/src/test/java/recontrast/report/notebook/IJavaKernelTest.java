package recontrast.report.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What notebooks show under IJava. */
class IJavaKernelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULTS = "recontrast.results";
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path results;
    private ShellKernel kernel;

    @BeforeEach
    void start() throws Exception {
        System.setProperty(RESULTS, results.toString());
        kernel = new ShellKernel();
    }

    @AfterEach
    void end() {
        kernel.close();
        System.clearProperty(RESULTS);
    }

    private <T> List<T> published(Class<T> kind, String... cells) {
        List<Object> all = new ArrayList<>();
        Stream.of(cells).map(kernel::run).forEach(all::addAll);
        assertThat(all.stream().filter(PublishError.class::isInstance).map(PublishError.class::cast)
                .map(PublishError::getErrorMessage)).isEmpty();
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String[] cells(String notebook) throws IOException {
        JsonNode smoke = JSON.readTree(CHECKOUT.resolve("environment/smoke.json").toFile());
        List<String> cells = new ArrayList<>();
        for (JsonNode cell : JSON.readTree(CHECKOUT.resolve("notebooks/" + notebook).toFile()).get("cells")) {
            if (cell.get("cell_type").asText().equals("code")) {
                StringBuilder code = new StringBuilder();
                cell.get("source").forEach(line -> code.append(line.asText()));
                cells.add(code.toString());
                if (cell.get("metadata").path("tags").toString().contains("parameters")) {
                    cells.add("iterations = " + smoke.get("iterations") + "; size = " + smoke.get("size") + ";");
                }
            }
        }
        return cells.toArray(String[]::new);
    }

    @Test
    void showsThePicturesAndLiveChartsOfANotebook() throws IOException {
        List<DisplayData> shown = published(DisplayData.class, cells("00-start-here.ipynb"));
        List<DisplayData> first = shown.stream().filter(PublishDisplayData.class::isInstance).toList();
        List<DisplayData> later = shown.stream().filter(PublishUpdateDisplayData.class::isInstance).toList();
        assertThat(first).extracting(data -> data.hasDataForType(MIMEType.IMAGE_JPEG), data -> data.hasDataForType(
                MIMEType.TEXT_HTML), data -> data.hasDataForType(MIMEType.IMAGE_PNG)).containsExactly(
                        tuple(true, false, false), tuple(false, true, false), tuple(false, false, true),
                        tuple(true, true, false), tuple(false, true, true)); // sliders, with a still picture each
        assertThat((String) first.get(0).getData(MIMEType.IMAGE_JPEG)).startsWith("/9j/");
        assertThat((String) first.get(2).getData(MIMEType.IMAGE_PNG)).startsWith("iVBORw0KGgo");
        assertThat(first).extracting(DisplayData::getDisplayId).doesNotHaveDuplicates();
        assertThat(later).extracting(DisplayData::getDisplayId)
                .contains(first.get(1).getDisplayId(), first.get(2).getDisplayId())
                .isSubsetOf(first.get(1).getDisplayId(), first.get(2).getDisplayId());
    }

    @Test
    void showsTablesAndWhatTheLibraryDoesNotKnow() {
        List<PublishDisplayData> shown = published(PublishDisplayData.class,
                "import static recontrast.report.notebook.Notebook.*;",
                "show(recontrast.report.tables.PaperTable.number(\"6\"), \"a word\")");
        assertThat((String) shown.get(0).getData(MIMEType.TEXT_HTML)).startsWith("<").contains("Ours");
        assertThat((String) shown.get(1).getData(MIMEType.TEXT_PLAIN)).isEqualTo("a word");
    }

    @Test
    void rendersTheLastExpressionOnceTheNotebookIsUsed() {
        List<PublishExecuteResult> results = published(PublishExecuteResult.class,
                "recontrast.report.notebook.Notebook.show(1);",
                "recontrast.report.network.NetworkDrawing.of(recontrast.Config.LADDER)",
                "recontrast.report.tables.PaperTable.number(\"6\")");
        assertThat((String) results.get(0).getData(MIMEType.IMAGE_PNG)).startsWith("iVBORw0KGgo");
        assertThat((String) results.get(1).getData(MIMEType.TEXT_HTML)).startsWith("<").contains("Ours");
        assertThat((String) results.get(1).getData(MIMEType.TEXT_PLAIN)).contains("Ours").doesNotContain("<");
    }

    @Test
    void showsNothingInANotebookWithoutARunningCell() {
        assertThat(Kernel.running()).isEmpty();
    }
}
