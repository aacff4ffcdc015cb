package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Offline and with an empty cache, as all tests are. */
class WeightsCommandTest {

    private static final String CACHE = System.getenv("RECONTRAST_CACHE");

    @Test
    void listsSizeStateAndPlaceOfEveryFile() {
        CommandLineResult result = CommandLineResult.of("weights");
        assertThat(result.code()).isZero();
        assertThat(result.out()).hasSize(4);
        assertThat(result.out().get(1)).matches(
                "resnet18-f37072fd +resnet18 +46\\.8 MB +missing +\\Q" + CACHE + "\\E/resnet18-f37072fd\\.pth");
        assertThat(result.out().get(2)).matches("resnet50-0676ba61 +resnet50 +102\\.5 MB +missing .*");
        assertThat(result.out().get(3)).matches("wide_resnet50_2-95faca4d +wide_resnet50_2 +138\\.2 MB +missing .*");
    }

    @Test
    void saysWhichFileToPutWhere() {
        for (String name : new String[] {"resnet50", "resnet50-0676ba61", "resnet50-0676ba61.pth"}) {
            CommandLineResult result = CommandLineResult.of("weights", name, "--offline");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).containsExactly("recontrast: expected resnet50-0676ba61.pth in " + CACHE + ";"
                    + " found none, and offline nothing is downloaded: put"
                    + " https://download.pytorch.org/models/resnet50-0676ba61.pth (102.5 MB) at " + CACHE
                    + "/resnet50-0676ba61.pth");
        }
    }

    @Test
    void namesTheFilesForAnUnknownOne() {
        CommandLineResult result = CommandLineResult.of("weights", "vgg16");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).containsExactly("recontrast: expected weights out of resnet18-f37072fd,"
                + " resnet50-0676ba61, wide_resnet50_2-95faca4d, a backbone of theirs, or all; found vgg16"
                + " (see recontrast weights --help)");
    }
}
