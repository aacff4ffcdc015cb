package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CategoryTest {

    private static final Supplier<Picture> PIXEL = () -> new Picture(1, 1, new byte[3]);
    private static final Optional<Supplier<Mask>> MASK = Optional.of(() -> new Mask(1, 1, new byte[1]));
    private static final Sample GOOD = sample("0", Sample.GOOD, Optional.empty());

    @Test
    void saysWhatItIsInALine() {
        Category category = new Category("d", "wash\ner", List.of(GOOD, sample("1", Sample.GOOD, Optional.empty())),
                List.of(GOOD, sample("2", "dent", MASK), sample("3", "dent", MASK)));
        assertThat(category).hasToString(
                "Category: wash\u240Aer of d, 2 good images to train on, 1 good and 2 defective ones to test");
        assertThat(category.holdingOut(1)).hasToString(
                "Category: wash\u240Aer of d, 1 good images to train on, 1 held out, 1 good and 2 defective ones to test");
    }

    @Test
    void needsSomethingToTrainOn() {
        assertThatThrownBy(() -> new Category("d", "washer", List.of(), List.of(GOOD)))
                .isInstanceOf(DataException.class)
                .hasMessage("expected good training images in washer, found none: add some");
    }

    @Test
    void refusesDefectsInTraining() {
        Sample dent = sample("1", "dent", Optional.empty());
        assertThatThrownBy(() -> new Category("d", "washer", List.of(dent), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessage("expected only good images to train on in washer, found 1 with defect dent:"
                        + " move it to the test images");
    }

    @Test
    void hasMasksWhereEachDefectHasOne() {
        assertThat(category(GOOD, sample("1", "dent", MASK)).hasMasks()).isTrue();
        assertThat(category(sample("1", "dent", MASK), sample("2", "dent", Optional.empty())).hasMasks()).isFalse();
        assertThat(category(GOOD).hasMasks()).isFalse();
    }

    @Test
    void aGoodImageHasNoMask() {
        assertThatThrownBy(() -> sample("3", Sample.GOOD, MASK))
                .hasMessage("expected no mask for the good image 3, found one: drop it");
    }

    @Test
    void theFingerprintIsTheDigestOfTheSamples() {
        // printf '0\tgood\tf\n1\tdent\tf\n' | sha256sum
        assertThat(category(sample("1", "dent", MASK)).fingerprint())
                .isEqualTo("5f2d8df25f2dda3f11fe03fe3d513facf0f59c022955516529805df12dd89564");
    }

    @Test
    void joinsCategoriesWhoseSamplesKeepTheirs() {
        Sample dent = sample("1", "dent", MASK);
        Category nut = new Category("d", "nut", List.of(GOOD), List.of(dent));
        Category joined = Category.joined(List.of(category(GOOD, dent), nut));
        assertThat(joined.name()).isEqualTo("2 categories");
        assertThat(joined.train()).extracting(Sample::id).containsExactly("washer/0", "nut/0");
        assertThat(joined.test()).extracting(Sample::id).containsExactly("washer/0", "washer/1", "nut/1");
        assertThat(joined.test()).extracting(sample -> sample.origin().orElseThrow())
                .containsExactly("washer", "washer", "nut");
        assertThat(joined.testSets()).extracting(List::size).containsExactly(2, 1);
        assertThat(joined.hasMasks()).isTrue();
    }

    @Test
    void leavesASingleCategoryAsItIs() {
        Category washer = category(GOOD, sample("1", "dent", MASK));
        assertThat(Category.joined(List.of(washer))).isSameAs(washer);
        assertThat(washer.testSets()).containsExactly(washer.test());
    }

    @Test
    void joinsNoCategoriesOfDifferentDataSets() {
        Category other = new Category("e", "nut", List.of(GOOD), List.of());
        assertThatThrownBy(() -> Category.joined(List.of(category(GOOD), other)))
                .hasMessage("expected categories of one data set to join; found [d washer, e nut]");
    }

    private static Category category(Sample... test) {
        return new Category("d", "washer", List.of(GOOD), List.of(test));
    }

    private static Sample sample(String id, String defect, Optional<Supplier<Mask>> mask) {
        return new Sample(id, defect, PIXEL, mask, "f");
    }
}
