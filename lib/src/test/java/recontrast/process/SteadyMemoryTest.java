package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.FullForm;
import recontrast.LiveArrays;
import recontrast.run.RunListener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A training takes no more memory the longer it goes on: 100 steps, in the {@link FullForm} 5,000, with their resident
 * memory, and 20 trainings that are interrupted.
 *
 * <p>In a process of its own, whose Java heap is resident from the start and whose C library gives freed memory back at
 * once: what is resident beyond the heap is in use.
 */
class SteadyMemoryTest {

    private static final List<String> OPTIONS = List.of("-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch");
    private static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1", "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "65536", "MALLOC_TRIM_THRESHOLD_", "65536");
    private static final int WARM_UP = 25; // interrupted trainings, until Java has compiled what they run
    private static final double FLAT = 2; // percent
    private static final int READINGS = FullForm.times(10, 20);

    @TempDir
    private Path folder;

    /** What a process held at one moment. */
    private record Held(int step, int arrays, long residentKilobytes) {

        static Held now(int step) {
            System.gc(); // buffers of the JVM that nothing uses any more
            return new Held(step, LiveArrays.count(), resident());
        }

        private static long resident() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Held read(String line) {
            String[] figures = line.split(" ");
            return new Held(Integer.parseInt(figures[0]), Integer.parseInt(figures[1]), Long.parseLong(figures[2]));
        }

        @Override
        public String toString() {
            return step + " " + arrays + " " + residentKilobytes;
        }
    }

    /** Trains, and prints what it holds every so many steps; or interrupts itself then, and goes on. */
    public static void main(String[] arguments) {
        int steps = Integer.parseInt(arguments[1]);
        int every = Integer.parseInt(arguments[2]);
        boolean interrupted = arguments[3].equals("interrupted");
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).results(Path.of(arguments[0]))
                .plan(plan -> plan.withIterations(steps).withBatch(2).withEvaluateEvery(every));
        RunListener listener = new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration % every == 0) {
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    } else {
                        System.out.println(Held.now(iteration));
                    }
                }
            }
        };
        while (!experiment.train(Config.OURS, listener).finished()) {
            System.out.println(Held.now(experiment.find(Config.OURS).orElseThrow().history().iterations()));
        }
    }

    private List<Held> process(int steps, int every, String kind) throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "Linux says what is resident");
        JavaProcess training = JavaProcess.run(SteadyMemoryTest.class, ENVIRONMENT, OPTIONS, folder.resolve("log"),
                folder.resolve("results").toString(), String.valueOf(steps), String.valueOf(every), kind);
        assertThat(training.code()).as(String.join("\n", training.said())).isZero();
        return training.said().stream().map(Held::read).toList();
    }

    /** Every reading is near the first. */
    private static void assertFlat(List<Held> held) {
        held.forEach(System.out::println);
        long first = held.get(0).residentKilobytes();
        assertThat(held).allSatisfy(
                later -> assertThat(later.residentKilobytes()).isCloseTo(first, withinPercentage(FLAT)));
    }

    @Test
    void isTheSameAtEveryStep() throws Exception {
        int steps = FullForm.times(100, 5000);
        List<Held> held = process(steps, steps / READINGS, "uninterrupted");
        List<Held> warm = held.subList(1, held.size()); // the first is before any evaluation
        assertThat(warm).hasSize(READINGS - 1).extracting(Held::arrays).containsOnly(warm.get(0).arrays());
        if (FullForm.asked()) {
            assertFlat(warm.subList(3, warm.size()));
        }
    }

    @Test
    void isTheSameAfterEveryInterrupt() throws Exception {
        assumeTrue(FullForm.asked(), "InterruptionTest counts tensors in every build");
        int times = WARM_UP + 20;
        List<Held> held = process(4 * times, 4, "interrupted");
        assertThat(held).hasSize(times).extracting(Held::arrays).containsOnly(held.get(0).arrays());
        assertFlat(held.subList(WARM_UP, times));
    }
}
