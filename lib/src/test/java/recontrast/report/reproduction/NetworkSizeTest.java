package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.embedded.Embedded;
import recontrast.model.Backbone;
import recontrast.model.BlockKind;
import recontrast.weights.Weights;

class NetworkSizeTest {

    /** The paper rounds in its own way: 21.65 is its 21.7. */
    @ParameterizedTest
    @CsvSource({"A, 18.7", "Ours, 21.7"})
    void agreesWithThePaperOnceTheUnusedLayerIsCounted(String config, double millions) {
        NetworkSize size = new NetworkSize("", Backbone.RESNET18, Config.named(config));
        assertThat((size.parameters() + size.unused()) / 1e6).isEqualTo(millions, within(0.06));
    }

    @Test
    void countedFiguresMakeNoMeasuredRow() {
        Category bottle = new Category("mvtec", "bottle", Embedded.washer().train(), Embedded.washer().test());
        Backbone other = new Backbone("narrow", BlockKind.BASIC, 8, 1, List.of(2, 2, 2, 2));
        Experiment none = Experiment.on(bottle).with(other, Weights.untrained()); // of none of the rows
        String text = new ReproductionPlan(PaperExperiment.number("A5"), List.of(none)).read(List.of()).text();
        assertThat(text).containsPattern("(?m)^RD4AD resnet18 +counted +18\\.17 +18\\.70")
                .containsPattern("(?m)^RD4AD resnet18 +counted .*1\\.04")
                .containsPattern("(?m)^RD4AD resnet18 +published .*97\\.90")
                .containsPattern("(?m)^RD4AD resnet18 +published .*91\\.20")
                .doesNotContainPattern("(?m)^R\\S+ \\S+ +measured");
    }

    @Test
    void countsTheUnusedLayerOfTheWideNetwork() {
        NetworkSize size = new NetworkSize("", Backbone.WIDE_RESNET50_2, Config.A);
        assertThat(size.unused()).isEqualTo(4096 * 2048 + 2 * 2048); // weights and normalisation of a 1x1 convolution
    }
}
