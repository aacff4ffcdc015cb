package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Study;
import recontrast.cli.Main;
import recontrast.run.RunStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** As many threads are said and recorded as the engine computes with. */
class ThreadsTest {

    @TempDir
    private Path folder;

    private JavaProcess inOneThread(Class<?> main, String... arguments) throws Exception {
        return JavaProcess.run(main, Map.of("OMP_NUM_THREADS", "1"), List.of("-Xmx512m"), folder.resolve("log"),
                arguments);
    }

    /** Says the header of notebooks. */
    public static void main(String[] arguments) {
        System.out.println(Study.of("embedded", "washer"));
    }

    @Test
    void areSaidByTheDoctor() throws Exception {
        assertThat(inOneThread(Main.class, "doctor", "--device", "cpu", "--results", folder.toString()).said())
                .anyMatch(line -> line.matches("OK +device: cpu, 1 thread, .*"));
    }

    @Test
    void areSaidByNotebooks() throws Exception {
        assertThat(inOneThread(ThreadsTest.class).said()).anyMatch(line -> line.matches("device   \\w+, 1 thread, .*"));
    }

    @Test
    void areSaidByARunAndWrittenDown() throws Exception {
        JavaProcess run = inOneThread(Main.class, "run", "--config", "A", "--iterations", "1", "--batch", "2", "--size",
                "64", "--set", "training images=2", "--device", "cpu", "--results", folder.toString());
        assertThat(run.said().get(0)).startsWith("device   cpu, 1 thread, ");
        assertThat(RunStore.in(folder).all()).singleElement()
                .satisfies(kept -> assertThat(kept.provenance().threads()).isEqualTo(1));
    }
}
