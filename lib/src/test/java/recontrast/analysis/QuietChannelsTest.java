package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.model.Backbone;
import recontrast.model.Parameters;
import recontrast.training.TrainingPlan;

import java.util.Arrays;

class QuietChannelsTest {

    /** 64 channels of the stem, 4 x 64, 4 x 128 + 128 and 4 x 256 + 256 of the stages of a ResNet-18. */
    private static final int CHANNELS = 64 + 4 * 64 + 5 * 128 + 5 * 256;

    @Test
    void countsThoseBelowTheFloor() {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters parameters = Parameters.within(manager, 0)) {
            Config.OURS.architecture(Backbone.RESNET18, TrainingPlan.PAPER).build(parameters);
            float[] variances = new float[64];
            Arrays.fill(variances, 1);
            variances[3] = 1e-5f;
            variances[9] = 4e-4f;
            parameters.load("encoder.bn1.running_var", manager.create(variances));
            assertThat(QuietChannels.of(parameters, "encoder")).isEqualTo(new QuietChannels(CHANNELS, 2, 1e-5f));
            assertThat(QuietChannels.of(parameters, "encoder_freeze")).isEqualTo(new QuietChannels(CHANNELS, 0, 1));
        }
    }

    @Test
    void refusesAnEncoderThatThereIsNot() {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters parameters = Parameters.within(manager, 0)) {
            Config.B.architecture(Backbone.EFFICIENTNET_LITE0, TrainingPlan.PAPER).build(parameters);
            assertThatThrownBy(() -> QuietChannels.of(parameters, "encoder_freeze"))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("encoder_freeze");
        }
    }
}
