package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.Config;
import recontrast.model.Backbone;

class NetworkSizeTest {

    /** The paper rounds in its own way: 21.65 is its 21.7. */
    @ParameterizedTest
    @CsvSource({"A, 18.7", "Ours, 21.7"})
    void agreesWithThePaperOnceTheUnusedLayerIsCounted(String config, double millions) {
        NetworkSize size = new NetworkSize("", Backbone.RESNET18, Config.named(config));
        assertThat((size.parameters() + size.unused()) / 1e6).isEqualTo(millions, within(0.06));
    }

    @Test
    void countsTheUnusedLayerOfTheWideNetwork() {
        NetworkSize size = new NetworkSize("", Backbone.WIDE_RESNET50_2, Config.A);
        assertThat(size.unused()).isEqualTo(4096 * 2048 + 2 * 2048); // weights and normalisation of a 1x1 convolution
    }
}
