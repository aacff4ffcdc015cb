package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PublishedCountsTest {

    private static final Map<String, SplitCounts> TOTALS = PublishedCounts.all().stream()
            .collect(Collectors.toMap(PublishedCounts::dataset, PublishedCounts::total));

    /** The totals that the authors, and the logs of the published code, give. */
    @Test
    void categoriesAddUpToThePublishedTotals() {
        assertThat(trainAndTest("MVTec AD")).containsExactly(3629, 1725);
        assertThat(TOTALS.get("VisA").train() + TOTALS.get("VisA").testGood()).isEqualTo(9621);
        assertThat(TOTALS.get("VisA").testDefective()).isEqualTo(1200);
        assertThat(trainAndTest("APTOS")).containsExactly(1000, 2662);
        assertThat(trainAndTest("OCT2017")).containsExactly(26315, 1000);
        assertThat(trainAndTest("ISIC2018")).containsExactly(6705, 193);
        assertThat(trainAndTest("MVTec LOCO")).containsExactly(1772, 1568);
        assertThat(TOTALS.get("MVTec LOCO").validation()).isEqualTo(304);
        assertThat(trainAndTest("MPDD")).containsExactly(888, 458);
        assertThat(TOTALS.get("MPDD").testDefective()).isEqualTo(282);
        assertThat(trainAndTest("KolektorSDD2")).containsExactly(2085, 1004);
        assertThat(trainAndTest("KolektorSDD")).containsExactly(277, 399 - 277);
        assertThat(trainAndTest("BTAD")).containsExactly(1799, 741);
        assertThat(TOTALS.get("BTAD").testDefective()).isEqualTo(290);
    }

    @Test
    void aDataSetIsKnownByItsNameOrItsCategories() {
        assertThat(nameFor("VisA", "candle")).containsExactly("VisA");
        assertThat(nameFor("mvtec_anomaly_detection", "bottle", "zipper")).containsExactly("MVTec AD");
        assertThat(nameFor("VisA_pytorch", "pcb1", "pcb2")).containsExactly("VisA");
        assertThat(nameFor("anomaly_dataset", "connector", "tubes")).containsExactly("MPDD");
        assertThat(nameFor("mine", "bottle", "mug")).isEmpty();
        assertThat(nameFor("bottle", "bottle")).isEmpty();
    }

    private static List<Integer> trainAndTest(String dataset) {
        SplitCounts total = TOTALS.get(dataset);
        return List.of(total.train(), total.testGood() + total.testDefective());
    }

    private static List<String> nameFor(String dataset, String... categories) {
        return PublishedCounts.of(new Named(dataset, List.of(categories))).map(PublishedCounts::dataset).stream()
                .toList();
    }

    private record Named(String name, List<String> categories) implements Dataset {

        @Override
        public Category category(String category) {
            throw new UnsupportedOperationException();
        }
    }
}
