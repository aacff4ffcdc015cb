package recontrast.data.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.Dataset;
import recontrast.data.Sample;

class EmbeddedTest {

    private static final int VISIBLE = 8;   // levels of 255
    private static final int PIXELS = 160 * 160;

    @Test
    void has_a_texture_an_object_and_a_medical_category() {
        assertThat(Embedded.dataset().name()).isEqualTo("embedded");
        assertThat(Embedded.dataset().categories()).containsExactly("weave", "washer", "fundus");
    }

    @Test
    void an_unknown_category_is_refused_with_the_names_that_would_do() {
        assertThatThrownBy(() -> Embedded.dataset().category("bottle")).isInstanceOf(DataException.class)
                .hasMessage("expected one of weave, washer, fundus; found bottle: choose one of these");
    }

    @Test
    void categories_have_images_enough_to_tell_and_several_kinds_of_defect() {
        assertThat(counts(Embedded.weave()))
                .isEqualTo(Map.of("good", 140L, "missing_thread", 45L, "stain", 45L, "hole", 45L, "misweave", 45L));
        assertThat(counts(Embedded.washer())).isEqualTo(Map.of("good", 140L, "scratch", 36L, "dent", 36L,
                "contamination", 36L, "bent", 36L, "print", 36L));
        assertThat(counts(Embedded.fundus()))
                .isEqualTo(Map.of("good", 140L, "exudate", 60L, "haemorrhage", 60L, "neovascular", 60L));
        assertThat(categories()).allSatisfy(category -> assertThat(category.train()).hasSize(320));
    }

    @Test
    void a_name_with_a_seed_means_other_pictures() {
        assertThat(Embedded.named("embedded").orElseThrow().category("washer").fingerprint())
                .isEqualTo(Embedded.washer().fingerprint());
        assertThat(Embedded.named("embedded:7").orElseThrow().category("washer").fingerprint())
                .isEqualTo(Embedded.dataset(7).category("washer").fingerprint());
        assertThat(Embedded.named("elsewhere")).isEmpty();
        assertThatThrownBy(() -> Embedded.named("embedded:seven")).isInstanceOf(DataException.class)
                .hasMessage("expected a whole number as seed in embedded:seven: write embedded:7, say");
    }

    @Test
    void what_was_drawn_is_there_for_all_who_ask() {
        assertThat(Embedded.named("embedded").orElseThrow().category("weave")).isSameAs(Embedded.weave());
        assertThat(Embedded.dataset(7).category("weave")).isNotSameAs(Embedded.weave())
                .isSameAs(Embedded.dataset(7).category("weave"));
    }

    @Test
    void ids_are_laid_out_as_in_mvtec_ad() {
        Category weave = Embedded.weave();

        assertThat(weave.train().get(0).id()).isEqualTo("train/good/000.png");
        assertThat(weave.test()).extracting(Sample::id).contains("test/good/139.png", "test/hole/003.png");
        assertThat(weave.test()).extracting(Sample::id).doesNotHaveDuplicates();
    }

    @Test
    void retinas_are_labelled_without_masks() {
        assertThat(Embedded.weave().hasMasks()).isTrue();
        assertThat(Embedded.washer().hasMasks()).isTrue();
        assertThat(Embedded.fundus().test()).allSatisfy(sample -> assertThat(sample.mask()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("categories")
    void a_seed_gives_the_same_pictures_every_time_and_another_seed_others(Category category) {
        Dataset same = Embedded.dataset(Embedded.SEED);
        Dataset other = Embedded.dataset(7);
        byte[] first = category.test().get(150).picture().get().rgb();

        assertThat(same.category(category.name()).test().get(150).picture().get().rgb()).isEqualTo(first);
        assertThat(other.category(category.name()).test().get(150).picture().get().rgb()).isNotEqualTo(first);
        assertThat(category.test().get(151).picture().get().rgb()).isNotEqualTo(first);
        assertThat(other.category(category.name()).fingerprint()).isNotEqualTo(category.fingerprint());
    }

    /** Where this fails on purpose, raise {@link Embedded#VERSION} with the new figures. */
    @ParameterizedTest
    @CsvSource({
        "weave,  train/good/000.png,           49f934d",
        "weave,  test/hole/003.png,            42097bf5",
        "weave,  test/missing_thread/001.png,  26d45d08",
        "washer, train/good/079.png,           3cfdb6aa",
        "washer, test/print/004.png,           d8352ccf",
        "washer, test/dent/009.png,            c0c5caf4",
        "fundus, train/good/010.png,           4a450be6",
        "fundus, test/neovascular/014.png,     70e39f39"})
    void pictures_are_the_same_on_every_machine(String category, String id, String crc32) {
        assertThat(crc32(sample(category, id).picture().get().rgb())).isEqualTo(crc32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weave", "washer"})
    void a_mask_covers_what_the_defect_changed_and_little_else(String category) {
        assertThat(everyFifthDefect(category)).allSatisfy(sample -> {
            boolean[] changed = changed(category, sample);
            byte[] mask = sample.mask().orElseThrow().get().values();
            long masked = pixels(i -> mask[i] != 0);

            assertThat(pixels(i -> changed[i] && mask[i] == 0)).as("changed outside of the mask").isZero();
            assertThat(masked).as("masked").isBetween(8L, mask.length / 4L);
            assertThat(pixels(i -> changed[i])).as("changed").isGreaterThan(masked / 3);
        });
    }

    @Test
    void every_sign_of_disease_shows_and_is_small() {
        assertThat(everyFifthDefect("fundus")).allSatisfy(sample -> {
            boolean[] changed = changed("fundus", sample);
            assertThat(pixels(i -> changed[i])).isBetween(4L, 1500L);
        });
    }

    static List<Category> categories() {
        return List.of(Embedded.weave(), Embedded.washer(), Embedded.fundus());
    }

    private static Map<String, Long> counts(Category category) {
        return category.test().stream().collect(Collectors.groupingBy(Sample::defect, Collectors.counting()));
    }

    private static Sample sample(String category, String id) {
        Category drawn = Embedded.dataset().category(category);
        return Stream.concat(drawn.train().stream(), drawn.test().stream())
                .filter(sample -> sample.id().equals(id)).findFirst().orElseThrow();
    }

    /** Every kind of defect at two or three severities, the mildest among them. */
    private static List<Sample> everyFifthDefect(String category) {
        return Embedded.dataset().category(category).test().stream()
                .filter(sample -> sample.anomalous() && sample.id().matches(".*[05]\\.png")).toList();
    }

    /** The pixels in which a sample visibly differs from the same specimen without its defect. */
    private static boolean[] changed(String category, Sample sample) {
        byte[] faultless = Embedded.motifs().stream().filter(motif -> motif.name().equals(category)).findFirst()
                .orElseThrow().picture(sample.id(), Embedded.SEED).rgb();
        byte[] spoilt = sample.picture().get().rgb();
        boolean[] changed = new boolean[PIXELS];
        for (int i = 0; i < spoilt.length; i++) {
            changed[i / 3] |= Math.abs((faultless[i] & 255) - (spoilt[i] & 255)) >= VISIBLE;
        }
        return changed;
    }

    private static long pixels(IntPredicate which) {
        return IntStream.range(0, PIXELS).filter(which).count();
    }

    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
