package recontrast;

import ai.djl.Device;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.metric.Calibration;
import recontrast.metric.ScoredImage;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a threshold promises, on images: a short training, and good washers that it has not seen. */
class FalseAlarmsTest {

    private static final int HELD_OUT = 19;
    private static final int DRAWS = 200;

    @TempDir
    private Path folder;

    @Test
    void areAsManyAsPromisedOverDrawsOfHeldOutImages() {
        Experiment experiment = Experiment.on(FewImages.washers(16)).size(64).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(10).withBatch(4).withEvaluateEvery(10));
        RunResult run = experiment.train(Config.B);
        List<Sample> fresh = Embedded.dataset(4321).category("washer").train().subList(0, 160);
        List<Double> scores = new ArrayList<>();
        try (TrainedModel model = experiment.open(run)) {
            for (ScoredImage image : model.score(fresh)) {
                scores.add(image.score(experiment.plan().imageScore()));
            }
        }
        Random random = new Random(5);
        for (double promised : new double[] {0.05, 0.1, 0.2}) {
            double mean = IntStream.range(0, DRAWS).mapToDouble(draw -> {
                Collections.shuffle(scores, random);
                return rate(scores, promised);
            }).average().orElseThrow();
            // four standard errors of the mean: a draw's rate varies by about sqrt(a (1 - a) / 20)
            assertThat(mean).as("promised " + promised)
                    .isCloseTo(promised, Offset.offset(4 * Math.sqrt(promised * (1 - promised) / 20 / DRAWS)));
        }
    }

    private static double rate(List<Double> scores, double promised) {
        List<Double> heldOut = List.copyOf(scores.subList(0, HELD_OUT));
        double threshold = new Calibration("washers", heldOut, heldOut).threshold(promised);
        List<Double> others = scores.subList(HELD_OUT, scores.size());
        return others.stream().filter(score -> score >= threshold).count() / (double) others.size();
    }

    @Test
    void theThresholdIsKeptWithTheRunAndFoundAgain() {
        Experiment experiment = Experiment.on(FewImages.washers(12)).size(64).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
        RunResult whole = experiment.train(Config.B);
        Experiment holding = experiment.holdingOut(5);
        RunResult run = holding.train(Config.B);
        assertThat(whole.calibration()).isEmpty();
        assertThat(run.spec().id()).isNotEqualTo(whole.spec().id());
        assertThat(run.calibration().orElseThrow().scores()).hasSize(5);
        assertThat(holding.find(Config.B)).contains(run);
        assertThat(holding.category().train()).hasSize(7).doesNotContainAnyElementsOf(holding.category().validation());
        assertThat(holding.train(Config.B)).as("used again").isEqualTo(run);
        try (TrainedModel model = holding.open(run)) {
            assertThat(model.score(holding.category().validation()).stream()
                    .map(image -> image.score(holding.plan().imageScore())).sorted().toList())
                    .isEqualTo(run.calibration().orElseThrow().scores());
        }
    }
}
