package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

import java.util.List;

class DefectKindsTest {

    private static LabelledScore image(String defect, double score) {
        return new LabelledScore(defect, !defect.equals("good"), score);
    }

    @Test
    void eachKindIsHeldAgainstAllGoodImages() {
        List<LabelledScore> images = List.of(image("good", 1), image("hole", 2), image("good", 3), image("scratch", 4),
                image("hole", 0), image("scratch", 2));
        // hole: 2 beats 1, 0 none: 1 of 4 pairs; scratch: 4 beats both, 2 beats 1: 3 of 4
        assertThat(DefectKinds.imageAurocs(images))
                .containsExactly(entry("hole", 0.25), entry("scratch", 0.75));
    }
}
