package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Category;
import recontrast.data.Sample;
import recontrast.metric.TestMetrics;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Test images without masks are scored batch by batch: their maps need not fit the memory. */
class ManyTestImagesTest {

    private static final int SIDE = 128;
    private static final int TIMES = 150; // 600 maps of 64 KiB, beside the rest more than the heap
    private static final List<String> OPTIONS = List.of("-Xmx48m", "-XX:+UseSerialGC");

    @TempDir
    private Path folder;

    /** Two good images and two defective ones, each so many times. */
    private static Experiment experiment(int times, Path results) {
        Category few = FewImages.washers(4);
        List<Sample> test = few.test().stream().map(ManyTestImagesTest::unmasked).toList();
        return Experiment.on(new Category(few.dataset(), few.name(), few.train(),
                        Collections.nCopies(times, test).stream().flatMap(List::stream).toList()))
                .size(SIDE).results(results).plan(plan -> plan.withIterations(1).withBatch(2));
    }

    private static Sample unmasked(Sample sample) {
        return new Sample(sample.id(), sample.defect(), sample.picture(), Optional.empty(), sample.fingerprint());
    }

    @Test
    void needLessMemoryThanTheirMaps() throws IOException, InterruptedException {
        JavaProcess process = JavaProcess.run(ManyTestImagesTest.class, Map.of("OMP_NUM_THREADS", "1"), OPTIONS,
                folder.resolve("log"), folder.toString());
        assertThat(process.said()).contains("good " + 2 * TIMES + ", defective " + 2 * TIMES);
    }

    @Test
    void haveTheFiguresOfTheirMaps() {
        Experiment experiment = experiment(5, folder);
        RunResult run = experiment.train(Config.OURS, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            TestMetrics ofMaps = TestMetrics.of(
                    model.score(experiment.category().test()), experiment.plan().imageScore());
            assertThat(run.last()).hasValueSatisfying(last -> assertThat(last.metrics()).isEqualTo(ofMaps));
        }
    }

    /** Trains a step and evaluates; the argument is the folder of the run. */
    public static void main(String[] arguments) {
        TestMetrics evaluation = experiment(TIMES, Path.of(arguments[0])).train(Config.A, RunListener.silent())
                .last().orElseThrow().metrics();
        System.out.println("good " + evaluation.good() + ", defective " + evaluation.defective());
    }
}
