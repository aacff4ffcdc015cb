package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recontrast.data.LooseImages;
import recontrast.data.MaskRule;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Calibration;
import recontrast.metric.ScoredImage;
import recontrast.metric.Verdict;
import recontrast.report.ScoredArrays;
import recontrast.report.pictures.HeatMaps;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code recontrast score}: what a trained model thinks of images. */
@Command(name = "score", description = {
        "Scores images with the model of a run: a line an image, its score and its path, separated by a tab.",
        "Calls them good or defective, by good images that were held out of the training, with --false-alarms.",
        "Writes each image's anomaly map over it as a PNG, if asked to."})
final class ScoreCommand extends Subcommand {

    @Option(names = "--run", required = true, paramLabel = "ID",
            description = "The run, by its id or the start of it: the name of its folder.")
    private String run;

    @Option(names = "--false-alarms", paramLabel = "RATE",
            description = "Call an image defective where at most this part of good images, 0 to 1, would be, on average;"
                    + " for a run trained with --held-out. A line then has score, good or defective, p-value and path:"
                    + " the p-value is the part of good images that look as unusual. Maps show what is beyond it.")
    private Optional<Double> falseAlarms;

    @Option(names = "--format", paramLabel = "NAME", defaultValue = "text",
            description = "text, csv, or json: an object a line (default: ${DEFAULT-VALUE}).")
    private ScoreLine.Format format;

    @Option(names = "--maps", paramLabel = "DIR",
            description = "Folder to write the maps to, apart from the images.")
    private Optional<Path> maps;

    @Option(names = "--npz", paramLabel = "FILE",
            description = "File of arrays for NumPy: maps, float32 (images, height, width), scores and names.")
    private Optional<Path> arrays;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files, or folders of them.")
    private List<Path> images;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    @Override
    public Integer call() {
        RunStore store = RunStore.in(results.folder());
        RunResult found = store.named(run);
        Optional<Calibration> calibration = falseAlarms.map(rate -> TrainingOptions.valid(() -> calibration(found, rate)));
        List<Sample> samples = LooseImages.at(images);
        Optional<HeatMaps> heatMaps = maps.map(folder -> TrainingOptions.valid(() -> HeatMaps.of(samples, folder)));
        if (!found.finished()) {
            remark("the run was stopped at iteration %d of %d: scores are those of the model until then".formatted(
                    found.history().iterations(), found.spec().plan().iterations()));
        }
        long started = System.nanoTime();
        Optional<ScoredArrays> written = arrays.map(file -> TrainingOptions.valid(() ->
                ScoredArrays.create(file, samples.size(), found.spec().resolution().mapSize(samples))));
        ScoreLine.head(format, calibration.isPresent()).ifPresent(out()::println);
        try (TrainedModel model =
                TrainedModel.open(store, found.spec(), MaskRule.ANY_NON_ZERO, device.device())) {
            for (List<Sample> part : model.inParts(samples)) {
                score(model, found, calibration, part, heatMaps, written);
            }
        } finally {
            written.ifPresent(ScoredArrays::close);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        err().println(String.format(Locale.ROOT, "%s: %d images in %.1f s, %.1f a second, reading and opening included",
                found.spec(), samples.size(), seconds, samples.size() / seconds));
        return Main.DONE;
    }

    private static Calibration calibration(RunResult found, double rate) {
        Calibration calibration = found.calibration().orElseThrow(() -> new IllegalArgumentException(
                "expected a finished run with good images held out for --false-alarms; found none held out of "
                        + found.spec() + ": train one with recontrast run --held-out N"));
        calibration.threshold(rate); // said before images are read
        return calibration;
    }

    private void score(TrainedModel model, RunResult found, Optional<Calibration> calibration, List<Sample> samples,
            Optional<HeatMaps> heatMaps, Optional<ScoredArrays> written) {
        List<ScoredImage> scored = model.score(samples);
        for (int i = 0; i < samples.size(); i++) {
            double score = scored.get(i).score(found.spec().plan().imageScore());
            Optional<Verdict> verdict = calibration.map(by -> by.verdict(score, falseAlarms.orElseThrow()));
            Path file = samples.get(i).file().orElseThrow();
            out().println(ScoreLine.of(file, score, verdict).in(format));
            AnomalyMap map = scored.get(i).map();
            written.ifPresent(into -> into.add(file.toString(), map, score));
        }
        if (out().checkError()) {
            throw new IllegalStateException(OneLineErrors.LOST_OUTPUT);
        }
        heatMaps.ifPresent(files -> files.save(samples, scored, found.spec().resolution(),
                calibration.map(by -> by.contour(falseAlarms.orElseThrow()))));
    }
}
