package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.Study;
import recontrast.model.Stage;
import recontrast.run.RunListener;
import recontrast.training.Diversity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Trainings in several processes of one machine: where they need the same cores, they take turns at them. */
class TrainingsAtOnceTest {

    private static final int ALL = Runtime.getRuntime().availableProcessors();
    private static final int TURNS = 8;
    private static final int STEPS_ALONE = 20;

    @TempDir
    private Path folder;

    private final List<Process> trainings = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process training : trainings) {
            training.destroyForcibly().waitFor();
        }
    }

    /** Trains until it is killed, and writes a point within and the end of each step into a file that others write too. */
    public static void main(String[] arguments) {
        Path steps = Path.of(arguments[1]);
        Experiment.on(FewImages.washers(4)).size(64).results(Path.of(arguments[0]))
                .plan(plan -> plan.withIterations(1_000_000).withBatch(2).withEvaluateEvery(1_000_000)
                        .withDiversityEvery(1))
                .train(Config.D, new RunListener() {
                    @Override
                    public void diversity(Diversity within) {
                        if (within.stage() == Stage.LAYER1) {
                            write(steps, new Event(arguments[2], "begins"));
                        }
                    }

                    @Override
                    public void stepped(int iteration, float loss) {
                        write(steps, new Event(arguments[2], "ends"));
                    }
                });
    }

    /** A training's step begins, or ends. */
    private record Event(String training, String what) {

        boolean begins() {
            return what.equals("begins");
        }
    }

    private static void write(Path steps, Event event) {
        try {
            Files.writeString(steps, event.training() + " " + event.what() + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String name, int threads) throws IOException {
        ProcessBuilder process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", own(),
                "-cp", System.getProperty("java.class.path"), TrainingsAtOnceTest.class.getName(),
                folder.resolve(name).toString(), steps().toString(), name)
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        trainings.add(process.start());
        return trainings.get(trainings.size() - 1);
    }

    /** Turns among these alone: no others on this machine take part. */
    private String own() {
        return "-Djava.io.tmpdir=" + folder;
    }

    private Path steps() {
        return folder.resolve("steps");
    }

    /** What was written, once it is what is waited for. */
    private List<Event> await(Predicate<List<Event>> enough) throws IOException, InterruptedException {
        while (!enough.test(events())) {
            assertThat(trainings.get(trainings.size() - 1).isAlive()).as("the last one trains").isTrue();
            Thread.sleep(50);
        }
        return events();
    }

    private List<Event> events() throws IOException {
        return !Files.exists(steps()) ? List.of()
                : Files.readAllLines(steps()).stream().map(line -> line.split(" "))
                        .filter(words -> words.length == 2).map(words -> new Event(words[0], words[1])).toList();
    }

    /** How often another training than the one before began a step. */
    private static long turns(List<Event> events) {
        List<String> begun = events.stream().filter(Event::begins).map(Event::training).toList();
        long turns = 0;
        for (int i = 1; i < begun.size(); i++) {
            turns += begun.get(i).equals(begun.get(i - 1)) ? 0 : 1;
        }
        return turns;
    }

    /** How often a step began while another training was in one. */
    private static long overlaps(List<Event> events) {
        long overlaps = 0;
        for (int i = 1; i < events.size(); i++) {
            Event before = events.get(i - 1);
            overlaps += events.get(i).begins() && before.begins()
                    && !before.training().equals(events.get(i).training()) ? 1 : 0;
        }
        return overlaps;
    }

    @Test
    @Timeout(120)
    void alternateWhereEachComputesOnAllCores() throws Exception {
        start("one", ALL);
        start("other", ALL);
        List<Event> events = await(sofar -> turns(sofar) >= TURNS);
        assertThat(overlaps(events)).as("steps at once, of %d", events.size() / 2).isZero();
    }

    @Test
    @Timeout(120)
    void goOnOnceWhoHasTheCoresIsKilled() throws Exception {
        Process killed = start("killed", ALL);
        start("other", ALL);
        await(sofar -> turns(sofar) >= TURNS && sofar.get(sofar.size() - 1).equals(new Event("killed", "begins")));
        killed.destroyForcibly().waitFor();
        int before = events().size();
        List<Event> after = await(sofar -> sofar.size() > before + 2 * STEPS_ALONE);
        assertThat(after.subList(before, after.size())).extracting(Event::training).containsOnly("other");
    }

    @Test
    @Timeout(120)
    void areSaidBeforeAnotherTrains() throws Exception {
        assertThat(header("alone")).noneMatch(line -> line.startsWith("cores "));
        start("one", ALL);
        await(sofar -> sofar.size() > STEPS_ALONE);
        assertThat(header("beside it")).contains("cores    in turns with other trainings on this machine");
    }

    private List<String> header(String name) throws Exception {
        return JavaProcess.run(Header.class, Map.of(), List.of("-Xmx512m", own()),
                folder.resolve(name + ".log")).said();
    }

    /** Prints what stands at the head of a notebook. */
    static final class Header {

        private Header() { }

        public static void main(String[] arguments) {
            System.out.println(Study.of("embedded", "washer"));
        }
    }

    @Test
    @Timeout(120)
    void trainSideBySideWhereThereAreCoresForBoth() throws Exception {
        assumeTrue(ALL >= 2, "needs two cores");
        start("one", 1);
        start("other", ALL - 1);
        await(sofar -> overlaps(sofar) >= STEPS_ALONE);
    }
}
