package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class DefectKindsTest {

    private static ScoredImage image(String defect, float score) {
        return new ScoredImage("0", defect, !defect.equals("good"), new AnomalyMap(1, new float[] {score}),
                Optional.empty());
    }

    @Test
    void eachKindIsHeldAgainstAllGoodImages() {
        List<ScoredImage> images = List.of(image("good", 1), image("hole", 2), image("good", 3), image("scratch", 4),
                image("hole", 0), image("scratch", 2));
        // hole: 2 beats 1, 0 none: 1 of 4 pairs; scratch: 4 beats both, 2 beats 1: 3 of 4
        assertThat(DefectKinds.imageAurocs(images, ImageScore.MAXIMUM))
                .containsExactly(entry("hole", 0.25), entry("scratch", 0.75));
    }
}
