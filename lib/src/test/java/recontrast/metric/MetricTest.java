package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.report.HandMadeRuns;
import recontrast.report.RunSentences;
import recontrast.report.charts.Curves;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.SweepTable;
import recontrast.run.RunResult;
import recontrast.training.Evaluation;
import tech.tablesaw.api.Table;

class MetricTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    @Test
    void readsWhatAnEvaluationHolds() {
        TestMetrics evaluation = TestMetrics.of(GoldenImages.scored(), ImageScore.MAXIMUM);
        Localisation pixels = evaluation.localisation().orElseThrow();
        assertThat(Stream.of(Metric.values()).map(metric -> metric.of(evaluation).orElseThrow())).startsWith(
                evaluation.imageAuroc(), evaluation.imageAp(), evaluation.imageF1().f1(),
                evaluation.imageF1().accuracy(), evaluation.imageF1().threshold(), pixels.pixelAuroc(), pixels.pixelAp(),
                pixels.auproPublished(), pixels.auproExact30(), pixels.auproExact05());
    }

    @Test
    void titlesTellThemApart() {
        assertThat(Stream.of(Metric.values()).map(Metric::title)).doesNotHaveDuplicates()
                .contains("I-AUROC", "I-AP", "P-AUROC", "P-AP", "F1-max", "ACC", "AUPRO published", "AUPRO exact 0.3");
    }

    @Test
    void allButTheThresholdAreShownInPercent() {
        assertThat(Stream.of(Metric.values()).filter(metric -> metric.unit() == Metric.Unit.NONE))
                .containsExactly(Metric.THRESHOLD);
        assertThat(Metric.IMAGE_AUROC.unit().of(0.875)).isEqualTo(87.5);
        assertThat(Metric.THRESHOLD.unit().of(0.875)).isEqualTo(0.875);
    }

    @Test
    void thoseOfPixelsAreEmptyWithoutMasks() {
        TestMetrics unmasked = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5), Optional.empty());
        assertThat(Metric.PIXEL_AP.of(unmasked)).isEmpty();
        assertThat(Metric.AUPRO_PUBLISHED.of(unmasked)).isEmpty();
        assertThat(Metric.IMAGE_AP.of(unmasked)).hasValue(0.75);
    }

    /** No metric that an evaluation has a field for adds to what run files hold. */
    @Test
    void anEvaluationIsWrittenAsItAlwaysWas() throws JsonProcessingException {
        TestMetrics evaluation = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5),
                Optional.of(new Localisation(0.1, 0.2, 0.3, 0.4, 0.5)));
        String json = "{\"good\":1,\"defective\":2,\"imageAuroc\":0.5,\"imageAp\":0.75,"
                + "\"imageF1\":{\"f1\":0.8,\"threshold\":0.1,\"accuracy\":0.5},\"localisation\":{\"pixelAuroc\":0.1,"
                + "\"pixelAp\":0.2,\"auproPublished\":0.3,\"auproExact30\":0.4,\"auproExact05\":0.5}}";
        assertThat(json().writeValueAsString(evaluation)).isEqualTo(json);
        assertThat(json().readValue(json, TestMetrics.class)).isEqualTo(evaluation);
        assertThat(TestMetrics.of(GoldenImages.scored(), ImageScore.MAXIMUM).further()).doesNotContainKeys(
                "IMAGE_AUROC", "IMAGE_AP", "F1_MAX", "ACCURACY", "THRESHOLD", "PIXEL_AUROC", "PIXEL_AP",
                "AUPRO_PUBLISHED", "AUPRO_EXACT_30", "AUPRO_EXACT_05");
    }

    @Test
    void furtherOnesAreAveragedWhereEachTestSetHasThem() {
        TestMetrics one = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5), Optional.empty(),
                Map.of("BOTH", 0.2, "ONE", 0.3));
        TestMetrics other = new TestMetrics(3, 4, 1.0, 0.25, new F1Max(0.4, 0.3, 1.0), Optional.empty(),
                Map.of("BOTH", 0.6));
        assertThat(TestMetrics.mean(List.of(one, other)).further()).containsOnlyKeys("BOTH")
                .hasEntrySatisfying("BOTH", mean -> assertThat(mean).isCloseTo(0.4, within(1e-15)));
    }

    /** The package is compiled again with that constant, nothing else, and the probe run on it. */
    @Test
    void aNewMetricIsOneConstant() throws Exception {
        compile("""
                PIXEL_F1("P-F1-max", Unit.PERCENT, (images, pixels) -> pixels.map(all -> F1Max.of(all.cuts()).f1())),
                """);
        List<URL> classes = new ArrayList<>(List.of(url(folder)));
        Stream.of(CLASS_PATH.split(System.getProperty("path.separator"))).forEach(entry -> classes.add(url(Path.of(entry))));
        try (URLClassLoader loader = new URLClassLoader(
                classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object probe = loader.loadClass(Probe.class.getName()).getDeclaredConstructor().newInstance();
            assertThat(((Supplier<?>) probe).get()).isEqualTo(List.of("P-F1-max", pixelF1(), pixelF1(),
                    List.of("P-F1-max last", "P-F1-max last std", "P-F1-max best", "P-F1-max best std"),
                    List.of("P-F1-max last"), "iteration 40: P-F1-max 12.50 %, I-AUROC 50.00 %", List.of(12.5)));
        }
    }

    /**
     * Reads the new metric from an evaluation that was written and read, and from the mean of two; and where it is shown
     * of a run: columns of the ablation table and of a sweep, the line of an evaluation, a curve.
     */
    public static final class Probe implements Supplier<List<Object>> {

        @Override
        public List<Object> get() {
            try {
                Metric added = Metric.valueOf("PIXEL_F1");
                TestMetrics evaluation = TestMetrics.of(GoldenImages.scored(), ImageScore.MAXIMUM);
                TestMetrics read = json().readValue(json().writeValueAsString(evaluation), TestMetrics.class);
                return List.of(added.title(), added.of(read).orElseThrow(),
                        added.of(TestMetrics.mean(List.of(read, evaluation))).orElseThrow(),
                        ofIt(AblationTable.of(List.of(run())).table()),
                        ofIt(SweepTable.of(new SweepResult(List.of(new SweepResult.At(
                                Map.of(Setting.ALPHA, 1.0), run())))).table()),
                        RunSentences.evaluated(run().last().orElseThrow()),
                        DoubleStream.of(Curves.of(added, List.of(run())).panels().get(0).getSeries("Ours")
                                .getYData()).boxed().toList());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static RunResult run() {
        TestMetrics evaluation = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5), Optional.empty(),
                Map.of("PIXEL_F1", 0.125));
        return HandMadeRuns.run(Config.OURS, "nut", 0, HandMadeRuns.PLAN, 40, List.of(new Evaluation(40, evaluation)));
    }

    private static List<String> ofIt(Table table) {
        return table.columnNames().stream().filter(name -> name.startsWith("P-F1-max")).toList();
    }

    private void compile(String constant) throws IOException {
        Path sources = Path.of("src/main/java/recontrast/metric");
        Path metric = Files.writeString(folder.resolve("Metric.java"),
                Files.readString(sources.resolve("Metric.java"))
                        .replace("public enum Metric {", "public enum Metric {\n" + constant));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-cp", CLASS_PATH, "-d", folder.toString(), metric.toString()));
        try (Stream<Path> others = Files.list(sources)) {
            others.filter(file -> !file.endsWith("Metric.java")).forEach(file -> arguments.add(file.toString()));
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).isZero();
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Of all pixels sorted. */
    private static double pixelF1() {
        List<MaskedMap> maps = GoldenImages.masked();
        double[] scores = maps.stream().flatMapToDouble(map ->
                IntStream.range(0, map.mask().length).mapToDouble(i -> map.map().values()[i])).toArray();
        boolean[] defective = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            boolean[] mask = maps.get(i / (GoldenImages.SIDE * GoldenImages.SIDE)).mask();
            defective[i] = mask[i % mask.length];
        }
        return F1Max.of(Ranking.of(scores, defective)).f1();
    }

    private static ObjectMapper json() {
        return new ObjectMapper().registerModule(new Jdk8Module());
    }
}
