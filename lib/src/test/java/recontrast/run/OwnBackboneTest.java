package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.MaskRule;
import recontrast.data.Resolution;
import recontrast.metric.TestMetrics;
import recontrast.model.Backbone;
import recontrast.model.BlockKind;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A run keeps all of its backbone that its name does not tell. */
class OwnBackboneTest {

    @TempDir
    private Path results;

    private Experiment experiment(Backbone backbone) {
        return Experiment.on(FewImages.washers(4)).with(backbone, Weights.untrained()).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
    }

    private static Backbone slim(String name, int width) {
        return new Backbone(name, BlockKind.BASIC, width, 1, List.of(1, 2, 1, 1));
    }

    @Test
    void isOpenedByItsRunAlone() {
        Experiment mine = experiment(slim("slim", 8));
        RunResult trained = mine.train(Config.OURS, RunListener.silent());
        RunStore store = RunStore.in(results);
        RunSpec read = store.named(trained.spec().id()).spec();
        assertThat(read).isEqualTo(trained.spec());
        try (TrainedModel model = TrainedModel.open(store, read, MaskRule.ANY_NON_ZERO, Device.cpu())) {
            assertThat(TestMetrics.of(model.score(mine.category().test()), mine.plan().imageScore()))
                    .isEqualTo(trained.last().orElseThrow().metrics());
        }
    }

    @Test
    void isAnotherRunThanThatOfAnotherBackboneOfItsName() {
        assertThat(List.of(slim("slim", 8), slim("slim", 16), slim("resnet18", 8), Backbone.RESNET18))
                .extracting(backbone -> experiment(backbone).spec(Config.A).id()).doesNotHaveDuplicates();
    }

    /** As versions before wrote and hashed it. */
    @Test
    void isNotDescribedWhereItsNameTells() throws IOException {
        RunSpec named = new RunSpec(Config.OURS, "tiles", "tile", "0", "resnet18", "untrained",
                Resolution.square(64), TrainingPlan.PAPER, 0);
        assertThat(Json.MAPPER.writeValueAsString(named)).contains("\"backbone\":\"resnet18\"")
                .doesNotContain("described");
        assertThat(named.id()).isEqualTo("c9a906971b83fae0");
        assertThat(experiment(slim("slim", 8)).with(Backbone.EFFICIENTNET_LITE0, Weights.embedded()).spec(Config.A).described())
                .isEmpty();
    }
}
