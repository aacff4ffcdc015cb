package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.loss.Cosine;
import recontrast.loss.CosineLoss;
import recontrast.loss.GlobalCosine;
import recontrast.loss.OwnLoss;
import recontrast.loss.RegionalCosine;
import recontrast.model.Constant;
import recontrast.model.FeaturePair;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;

class OwnLossTest {

    @TempDir
    private Path folder;

    private static CosineLoss mixed(double share) {
        return new GlobalCosine().times(share).plus(new RegionalCosine().times(1 - share));
    }

    private static OwnLoss own(CosineLoss loss) {
        return Config.B.withLoss("own", loss).ownLoss().orElseThrow();
    }

    private Experiment experiment() {
        return Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
    }

    @Test
    void isToldByWhatItComputes() {
        assertThat(own(mixed(0.5))).isEqualTo(own(mixed(0.5))).isNotEqualTo(own(mixed(0.501)))
                .isEqualTo(own((pair, iteration) -> {
                    var global = Cosine.imageDistances(pair.target(), pair.reconstruction()).mean();
                    var regional = Cosine.pointDistances(pair.target(), pair.reconstruction()).mean();
                    return global.add(regional).mul(Constant.of(0.5, global));
                }));
        CosineLoss later = (pair, iteration) -> mixed(iteration < 100 ? 0.5 : 0.6).of(pair, iteration);
        assertThat(own(later)).as("another one from step 100 on").isNotEqualTo(own(mixed(0.5)));
        CosineLoss sameValue = (pair, iteration) -> new GlobalCosine().of(pair, iteration).mul(
                Constant.of(1, pair.target())).add(pair.reconstruction().sub(pair.reconstruction().stopGradient()).sum());
        assertThat(own(sameValue)).as("of another gradient").isNotEqualTo(own(new GlobalCosine()));
    }

    @Test
    void ofSomeStagesAloneIsRefused() {
        CosineLoss deepest = new CosineLoss() {
            @Override
            public NDArray of(FeaturePair pair, int iteration) {
                return new GlobalCosine().of(pair, iteration);
            }

            @Override
            public NDArray of(List<FeaturePair> pairs, int iteration) {
                return of(pairs.get(STAGES - 1), iteration);
            }
        };
        assertThatThrownBy(() -> own(deepest)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching(
                "expected a loss that changes with every reconstruction; found one that leaves out .*: take it times 0");
    }

    @Test
    void trainsAsTheLibrarysOwnDoes() {
        RunResult b = experiment().train(Config.B);
        RunResult same = experiment().train(Config.A.withLoss("my B", new GlobalCosine()));
        assertThat(same.history().losses()).isEqualTo(b.history().losses());
        assertThat(same.spec().id()).isNotEqualTo(b.spec().id());
    }

    @Test
    void aChangedLossIsAnotherRun() {
        Config first = Config.E.withLoss("mixed", mixed(0.5));
        Config changed = Config.E.withLoss("mixed", mixed(0.9));
        RunResult run = experiment().train(first);
        assertThat(experiment().find(changed)).isEmpty();
        assertThat(experiment().find(Config.E.withLoss("mixed", mixed(0.5)))).contains(run);
        assertThat(experiment().train(changed).history()).isNotEqualTo(run.history());
        assertThat(RunStore.in(folder).all(line -> { })).hasSize(2);
        RunResult read = RunStore.in(folder).named(run.spec().id());
        assertThat(read.spec().config()).isEqualTo(first).hasToString("mixed");
        try (TrainedModel model = experiment().open(read)) {
            assertThat(model.score(experiment().category().test())).as("a map needs no loss").isNotEmpty();
        }
        assertThatThrownBy(() -> experiment().seed(1).train(read.spec().config()))
                .hasMessageMatching("expected the loss of fingerprint [0-9a-f]{16}, which a run file does not hold:"
                        + " give it again by Config.withLoss to train with it");
    }

    @Test
    void refusesWhatIsNoLoss() {
        assertThatThrownBy(() -> Config.B.withLoss("points",
                (pair, iteration) -> Cosine.pointDistances(pair.target(), pair.reconstruction())))
                .hasMessage("expected a loss of one finite number; found (2, 3, 3) at iteration 0:"
                        + " take the mean over points and images");
        assertThatThrownBy(() -> Config.B.withLoss("infinite", (pair, iteration) ->
                new GlobalCosine().times(Double.POSITIVE_INFINITY).of(pair, iteration)))
                .hasMessageContaining("expected a loss of one finite number; found Infinity");
        assertThatThrownBy(() -> Config.B.withLoss("fixed", (pair, iteration) ->
                new GlobalCosine().of(pair, iteration).stopGradient()))
                .hasMessageContaining("passes no gradient");
        assertThatThrownBy(() -> Config.B.withLoss("ours", new GlobalCosine()))
                .hasMessageContaining("found ours, which the paper has");
    }

    @Test
    void itsIdeasAreThoseThatAreNotAboutTheLoss() {
        assertThat(Config.OURS.withLoss("mixed", mixed(0.5)).ideas()).containsExactly(
                Idea.OPTIMIZED_ENCODER, Idea.STOP_GRADIENT, Idea.CONTRASTIVE_PAIRS);
        assertThat(Config.B.with(Idea.OPTIMIZED_ENCODER, Idea.HARD_NORMAL_MINING))
                .hasToString("B + optimised encoder + hard-normal mining");
    }

    @Test
    void standsInThePlaceOfIdeasAboutLosses() {
        Config mixed = Config.C.withLoss("mixed", mixed(0.5));
        assertThatThrownBy(() -> mixed.with(Idea.HARD_NORMAL_MINING)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected no idea about losses beside a loss of one's own")
                .hasMessageContaining("found [optimised encoder, hard-normal mining]");
        assertThatThrownBy(() -> mixed.with(Idea.GLOBAL_DISTANCE)).hasMessageContaining("global distance");
    }
}
