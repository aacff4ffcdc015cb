package recontrast.report.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import recontrast.analysis.PointMap;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.report.charts.Inferno;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class AnomalyGalleryTest {

    private static final int SIDE = 4;
    private static final Picture BLACK = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    private static final AnomalyGallery.Example EXAMPLE =
            new AnomalyGallery.Example("hole", BLACK, Optional.of(new boolean[SIDE * SIDE]));

    /** Cells of 128 pixels and gaps of 6, right of 112 for labels and below 28 for heads. */
    @Test
    void growsByAColumnAConfigurationAndARowAnExample() {
        AnomalyGallery one = AnomalyGallery.of(List.of(EXAMPLE));
        BufferedImage bare = one.image();
        BufferedImage two = one.with("A", List.of(map())).with("Ours", List.of(map())).image();
        BufferedImage rows = AnomalyGallery.of(List.of(EXAMPLE, EXAMPLE)).image();
        assertThat(bare.getWidth()).isEqualTo(112 + 6 + 2 * (128 + 6));
        assertThat(bare.getHeight()).isEqualTo(28 + 128 + 6 + 6);
        assertThat(two.getWidth()).isEqualTo(bare.getWidth() + 2 * (128 + 6));
        assertThat(two.getHeight()).isEqualTo(bare.getHeight() + 40); // of the bar of colours
        assertThat(rows.getHeight()).isEqualTo(bare.getHeight() + 128 + 6);
        assertThat(rows.getWidth()).isEqualTo(bare.getWidth());
    }

    /** Cells are 128 pixels along the shorter side: of images twice as wide as high, 256 x 128. */
    @Test
    void showsImagesInTheirProportions() {
        Picture wide = new Picture(2 * SIDE, SIDE, new byte[3 * 2 * SIDE * SIDE]);
        boolean[] right = new boolean[2 * SIDE * SIDE];
        for (int i = 0; i < right.length; i++) {
            right[i] = i % (2 * SIDE) >= SIDE;
        }
        float[] values = new float[right.length];
        values[2 * SIDE - 1] = 1; // in the upper right corner
        BufferedImage image = AnomalyGallery.of(List.of(new AnomalyGallery.Example("hole", wide, Optional.of(right))))
                .with("A", List.of(new AnomalyMap(SIDE, 2 * SIDE, values))).image();
        assertThat(image.getWidth()).isEqualTo(112 + 6 + 3 * (256 + 6));
        assertThat(image.getHeight()).isEqualTo(28 + 128 + 6 + 40 + 6); // 40 of the bar of colours
        int outline = 0xFF2D55;
        assertThat(image.getRGB(118 + 262 + 128, 28 + 64) & 0xFFFFFF).as("in the middle").isEqualTo(outline);
        assertThat(image.getRGB(118 + 262 + 64, 28 + 64) & 0xFFFFFF).as("a quarter right").isEqualTo(0);
        assertThat(image.getRGB(118 + 2 * 262 + 250, 28 + 4) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0xFCFFA4, 0.65));
        assertThat(image.getRGB(118 + 2 * 262 + 250, 28 + 120) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0x000004, 0.65));
        assertThat(image.getRGB(118 + 2 * 262 + 4, 28 + 4) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0x000004, 0.65));
    }

    /** The second of three points along the width, of one row. */
    @Test
    void darkensWhatAPointWithoutGradientStandsFor() {
        byte[] white = new byte[3 * 2 * 6];
        Arrays.fill(white, (byte) 255);
        BufferedImage kept = Overlay.kept(new Picture(6, 2, white), new PointMap(1, 3, new float[] {1, 0, 1}));
        int dark = Inferno.mix(0xFFFFFF, 0, 0.85);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 6; x++) {
                assertThat(kept.getRGB(x, y) & 0xFFFFFF).isEqualTo(x == 2 || x == 3 ? dark : 0xFFFFFF);
            }
        }
        BufferedImage points = Overlay.points(new PointMap(1, 3, new float[] {0, 2, 1}));
        assertThat(points.getWidth()).isEqualTo(3);
        assertThat(points.getRGB(1, 0)).isEqualTo(0xFF000000 | 0xFCFFA4);
    }

    @Test
    void putsEachMapInItsOwnColumn() {
        AnomalyMap dark = new AnomalyMap(SIDE, SIDE, new float[SIDE * SIDE]);
        BufferedImage image = AnomalyGallery.of(List.of(EXAMPLE))
                .with("A", List.of(dark)).with("Ours", List.of(map())).image();
        int y = 28 + 128 - 8; // in the last of a map's rows
        assertThat(image.getRGB(118 + 2 * 134 + 120, y) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0x000004, 0.65));
        assertThat(image.getRGB(118 + 3 * 134 + 120, y) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0xFCFFA4, 0.65));
    }

    /** Of 7 and 22 and of 14 and 44: on one scale the first reaches (22 - 7) / (44 - 7) of it. */
    @Test
    void colorsMapsThatAreMeasuredAlikeOnOneScale() {
        AnomalyMap twice = map().plus(map());
        AnomalyGallery alike = AnomalyGallery.of(List.of(EXAMPLE)).with("A", List.of(map())).with("B", List.of(twice));
        AnomalyGallery apart = AnomalyGallery.of(List.of(EXAMPLE))
                .with("A", "cosine", List.of(map()), List.of()).with("PaDiM", "Mahalanobis", List.of(twice), List.of());
        assertThat(corner(alike, 0)).isEqualTo(Inferno.mix(0, Inferno.rgb(15 / 37.0), 0.65));
        assertThat(corner(alike, 1)).isEqualTo(corner(apart, 0)).isEqualTo(corner(apart, 1))
                .isEqualTo(Inferno.mix(0, 0xFCFFA4, 0.65));
        assertThat(alike.image().getRGB(118 + 3 * 134 + 127, 28 + 134 + 6 + 8) & 0xFFFFFF).as("the bar's end")
                .isEqualTo(0xFCFFA4);
    }

    private static int corner(AnomalyGallery gallery, int column) {
        return gallery.image().getRGB(118 + (2 + column) * 134 + 120, 28 + 128 - 8) & 0xFFFFFF;
    }

    @Test
    void saysWhereAScoreStandsAmongGoodImages() {
        Captions captions = new Captions("cosine", ImageScore.MAXIMUM, List.of(1f, 2f, 3f, 4f));
        assertThat(words(captions, 3.5f)).isEqualTo("score 3.50\nabove 75 % of good");
        assertThat(words(captions, 4.5f)).isEqualTo("score 4.50\nabove all good ones");
        assertThat(words(captions, 2.00001f)).as("itself, in another batch").isEqualTo("score 2.00\nabove 25 % of good");
        assertThat(words(captions.ofSomePairs(), 3.5f)).as("good ones unknown").isEqualTo("score 3.50\n ");
    }

    private static String words(Captions captions, float score) {
        AnomalyMap map = new AnomalyMap(1, 1, new float[] {score});
        return captions.words(new ScoredImage("1.png", "hole", true, map, Optional.empty()));
    }

    @Test
    void stretchesEveryMapFromItsOwnMinimumToItsOwnMaximum() {
        BufferedImage heat = Overlay.heat(BLACK, map());
        // 65 % of inferno's ends, over black
        assertThat(heat.getRGB(0, 0) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0x000004, 0.65));
        assertThat(heat.getRGB(3, 3) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0xFCFFA4, 0.65));
    }

    @Test
    void drawsAMapWithoutRange() {
        float[] flat = new float[SIDE * SIDE];
        Arrays.fill(flat, 7);
        BufferedImage heat = Overlay.heat(BLACK, new AnomalyMap(SIDE, SIDE, flat));
        assertThat(heat.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE))
                .containsOnly(0xFF000000 | Inferno.mix(0, 0x000004, 0.65)); // all at the map's minimum: dark
    }

    @Test
    void refusesMapsThatBelongToOtherPictures() {
        AnomalyGallery gallery = AnomalyGallery.of(List.of(EXAMPLE));
        assertThatThrownBy(() -> gallery.with("A", List.of()))
                .hasMessage("expected a map for each of 1 examples; found 0");
        assertThatThrownBy(() -> gallery.with("A", List.of(new AnomalyMap(1, 1, new float[1]))).image())
                .hasMessageContaining("expected a map of the picture's 4 x 4 pixels; found side 1");
    }

    private static AnomalyMap map() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 7 + i;
        }
        return new AnomalyMap(SIDE, SIDE, values);
    }
}
