package recontrast.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class SliderTest {

    private static Slider.Frame frame(String label, int width) {
        return new Slider.Frame(label, new BufferedImage(width, 2, BufferedImage.TYPE_INT_RGB));
    }

    @Test
    void refusesFramesThatWouldJump() {
        assertThatThrownBy(() -> Slider.of("x", PictureFormat.PNG, List.of(frame("1", 3), frame("2", 4))))
                .hasMessage("expected pictures of one size; found several: nothing should jump");
        assertThatThrownBy(() -> Slider.of("x", PictureFormat.PNG, List.of()))
                .hasMessage("expected frames, and one of them to begin with; found 0 frames, and 0");
    }

    /** A browser's test slides through it. */
    @Test
    void holdsEachPictureOnceAndNoTagOfALabel() {
        String html = Slider.of("<x>", PictureFormat.PNG, List.of(frame("1", 3), frame("</script>", 3), frame("\"3\"", 3)))
                .from(2).html();
        assertThat(html.split("data:image/png", -1)).hasSize(1 + 3);
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html).contains("alt=\"&lt;x&gt; &quot;3&quot;\"");
    }

    /** Good images score 1 to 30, defective ones 16 to 45: from 31 on no alarm is false, and 15 are missed. */
    @Test
    void slidesFromThresholdToThreshold() {
        List<ScoredImage> images = IntStream.rangeClosed(1, 45).boxed().flatMap(score -> IntStream.of(0, 1)
                .filter(kind -> kind == 0 ? score <= 30 : score > 15).mapToObj(kind -> new ScoredImage(
                        kind + "-" + score, kind == 0 ? "good" : "hole", kind == 1,
                        new AnomalyMap(1, 1, new float[] {score}), Optional.empty()))).toList();
        Slider slider = ScoreChart.slider(images, ImageScore.MAXIMUM, new ScoreChart.Threshold("mine", 31));
        assertThat(slider.frames().get(slider.shown()).label())
                .isEqualTo("31.0000: 0 of 30 good images called defective, 15 of 30 defective ones missed");
        assertThat(slider.frames()).extracting(Slider.Frame::label).first()
                .isEqualTo("1.0000: 30 of 30 good images called defective, 0 of 30 defective ones missed");
        assertThat(slider.frames()).hasSize(16);
    }
}
