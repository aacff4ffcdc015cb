package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.FewImages;
import recontrast.data.BatchOrder;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.model.Backbone;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.weights.Weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Whether losses are read at once or, as on a GPU, some steps later, a listener hears the same. */
class TrainingLoopTest {

    private static final List<Sample> WASHERS = FewImages.washers(4).train();
    private static final int STEPS = 7;
    private static final TrainingPlan PLAN = TrainingPlan.EMBEDDED.withIterations(STEPS).withBatch(2).withDiversityEvery(1);
    private static final BatchOrder ORDER = new BatchOrder(WASHERS.size(), PLAN.batch(), 0);

    /** Hears losses, and at times interrupts or spoils the training within a step. */
    private static class Listener implements TrainingListener {

        private final List<Float> losses = new ArrayList<>();
        private final Map<Integer, Double> seen = new TreeMap<>();
        private final int interrupted;
        private final int spoilt;
        private Parameter weight;

        Listener(int interrupted, int spoilt) {
            this.interrupted = interrupted;
            this.spoilt = spoilt;
        }

        @Override
        public void diversity(Diversity within) {
            if (within.iteration() == interrupted) {
                Thread.currentThread().interrupt();
            }
            if (within.iteration() == spoilt) {
                weight.stored().muli(Float.NaN);
            }
        }

        @Override
        public void stepped(int iteration, float loss) {
            losses.add(loss);
            assertThat(losses).hasSize(iteration);
        }

        /** Looks at a weight between two steps. */
        void look(int iteration) {
            assertThat(losses).as("every loss told by then").hasSize(iteration);
            seen.put(iteration, (double) weight.stored().sum().getFloat());
        }
    }

    /** The iteration reached, by way of each third one. */
    private static int train(Listener listener, int unread) {
        return train(listener, unread, WASHERS);
    }

    private static int train(Listener listener, int unread, List<Sample> samples) {
        PreparedImages images = PreparedImages.of(samples, Resolution.square(64), MaskRule.ANY_NON_ZERO);
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Parameters parameters = Parameters.within(manager, 0);
            FeatureReconstruction model = Config.B.architecture(Backbone.EFFICIENTNET_LITE0, PLAN).build(parameters);
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            listener.weight = parameters.find("decoder.layer1.0.conv2.weight").orElseThrow();
            Batches batches = new Batches(images, KeptTensors.features(images, model.constantEncoder(), manager, 1L << 30));
            try (TrainingLoop loop = new TrainingLoop(
                    new ReconstructionSteps(model, Config.B.loss(PLAN.ramp()), PLAN), parameters,
                    batches, ORDER::at, CoreTurns.none(), unread)) {
                int reached = 0;
                for (int next = 3; reached == next - 3 && reached < STEPS; next += 3) {
                    reached = loop.advance(reached, Math.min(next, STEPS), listener);
                    listener.look(reached);
                }
                return reached;
            }
        }
    }

    @Test
    void tellsTheSameLaterAndShowsTheModelAsItWas() {
        Listener atOnce = new Listener(-1, -1);
        Listener later = new Listener(-1, -1);
        assertThat(train(atOnce, 1)).isEqualTo(STEPS);
        assertThat(train(later, 5)).isEqualTo(STEPS);
        assertThat(later.losses).hasSize(STEPS).isEqualTo(atOnce.losses);
        assertThat(later.seen).containsOnlyKeys(3, 6, 7).isEqualTo(atOnce.seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void anInterruptEndsItAfterTheStepWithEveryLossTold(int unread) {
        Listener listener = new Listener(4, -1);
        assertThat(train(listener, unread)).isEqualTo(5);
        assertThat(listener.losses).hasSize(5);
        assertThat(Thread.interrupted()).as("the interrupt is consumed").isFalse();
    }

    /** Those of the second step, while they are drawn. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void anInterruptWhileImagesAreDecodedKeepsTheStepsBefore(int unread) {
        Thread training = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        List<Integer> first = Arrays.stream(ORDER.at(0)).boxed().toList();
        List<Sample> samples = IntStream.range(0, WASHERS.size()).mapToObj(i -> new Sample("" + i, Sample.GOOD, () -> {
            if (!first.contains(i) && interrupted.compareAndSet(false, true)) {
                training.interrupt();
            }
            return WASHERS.get(i).picture().get();
        }, Optional.empty(), "")).toList();
        Listener listener = new Listener(-1, -1);
        assertThat(train(listener, unread, samples)).isEqualTo(1);
        assertThat(listener.losses).hasSize(1);
        assertThat(Thread.interrupted()).as("the interrupt is consumed").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aLossThatIsNoNumberIsNamedByItsStepAndNotTold(int unread) {
        Listener listener = new Listener(-1, 3);
        assertThatThrownBy(() -> train(listener, unread)).isInstanceOf(NonFiniteLossException.class)
                .hasMessageContaining("at iteration 4");
        assertThat(listener.losses).hasSize(4);
    }
}
