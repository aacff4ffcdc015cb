package recontrast.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Picture;
import recontrast.export.OnnxFile;
import recontrast.process.JavaProcess;
import recontrast.run.RunListener;
import recontrast.run.TrainedModel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project that depends on the library gets what training, scoring and exporting need, and nothing of what draws. */
class LeanClassPathTest {

    private static final Pattern COMES_ALONG = Pattern.compile("((apiguardian-)?api|pytorch-(engine|jni|native-.*)|gson|jna"
            + "|error_prone_annotations|commons-(compress|codec|io)|slf4j-api|hipparchus-(core|stat)|pickle"
            + "|jackson-(annotations|core|databind|dataformat-csv|datatype-jdk8))-[\\d.]+.*\\.jar");
    private static final Pattern OPTIONAL = Pattern.compile(
            "<artifactId>([^<]+)</artifactId>\\s*(<scope>runtime</scope>\\s*)?<optional>true</optional>");

    @TempDir
    private Path folder;

    /** Trains, opens, scores and exports. */
    public static void main(String... arguments) {
        System.out.println(score(Path.of(arguments[0])));
    }

    private static double score(Path results) {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(1)).holdingOut(1);
        Picture picture = FewImages.washers(4).test().get(0).picture().get();
        try (TrainedModel model = experiment.open(experiment.train(Config.OURS, RunListener.silent()))) {
            OnnxFile.of(model).write(results.resolve("model.onnx"));
            return model.score(picture).score();
        }
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }

    private static boolean comesAlong(Path entry) {
        return Files.isDirectory(entry) || COMES_ALONG.matcher(entry.getFileName().toString()).matches();
    }

    @Test
    void trainsScoresAndExportsAsWithEverything() throws Exception {
        String lean = classPath().stream().filter(LeanClassPathTest::comesAlong).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        JavaProcess alone = JavaProcess.run(List.of(), LeanClassPathTest.class, Map.of(), List.of("-Xmx512m", "-cp", lean),
                folder.resolve("log"), folder.resolve("alone").toString());
        assertThat(alone.said()).last().asString().isEqualTo(String.valueOf(score(folder.resolve("here"))));
        assertThat(alone.said()).anyMatch(line -> line.contains("No SLF4J providers were found"));
        assertThat(folder.resolve("alone/model.onnx")).hasSameBinaryContentAs(folder.resolve("here/model.onnx"));
    }

    /** Surefire's working folder is the module's. */
    @Test
    void noOptionalLibraryComesAlong() throws IOException {
        List<String> optional = OPTIONAL.matcher(Files.readString(Path.of("pom.xml"))).results()
                .map(library -> library.group(1)).toList();
        assertThat(optional).contains("slf4j-simple", "picocli", "xchart", "tablesaw-core", "jsvg", "progressbar");
        for (String library : optional) {
            assertThat(classPath()).filteredOn(entry -> entry.getFileName().toString().startsWith(library + "-"))
                    .isNotEmpty().noneMatch(LeanClassPathTest::comesAlong);
        }
    }
}
