package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recontrast.data.LooseImages;
import recontrast.data.MaskRule;
import recontrast.data.Printable;
import recontrast.data.Sample;
import recontrast.metric.ScoredImage;
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
        "Writes each image's anomaly map over it as a PNG, if asked to."})
final class ScoreCommand extends Subcommand {

    private static final int TOGETHER = 64; // images that are held in memory

    @Option(names = "--run", required = true, paramLabel = "ID",
            description = "The run, by its id or the start of it: the name of its folder.")
    private String run;

    @Option(names = "--maps", paramLabel = "DIR",
            description = "Folder to write the maps to, apart from the images.")
    private Optional<Path> maps;

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
        List<Sample> samples = LooseImages.at(images);
        Optional<HeatMaps> heatMaps = maps.map(folder -> TrainingOptions.valid(() -> HeatMaps.of(samples, folder)));
        long started = System.nanoTime();
        try (TrainedModel model =
                TrainedModel.open(store, found.spec(), MaskRule.ANY_NON_ZERO, device.device())) {
            for (int from = 0; from < samples.size(); from += TOGETHER) {
                score(model, found, samples.subList(from, Math.min(from + TOGETHER, samples.size())), heatMaps);
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        err().println(String.format(Locale.ROOT, "%s: %d images in %.1f s, %.1f a second, reading and opening included",
                found.spec(), samples.size(), seconds, samples.size() / seconds));
        return Main.DONE;
    }

    private void score(TrainedModel model, RunResult found, List<Sample> samples, Optional<HeatMaps> heatMaps) {
        List<ScoredImage> scored = model.score(samples);
        for (int i = 0; i < samples.size(); i++) {
            out().println(String.format(Locale.ROOT, "%.6f\t%s",
                    scored.get(i).score(found.spec().plan().imageScore()),
                    Printable.of(samples.get(i).file().orElseThrow())));
        }
        if (out().checkError()) {
            throw new IllegalStateException(OneLineErrors.LOST_OUTPUT);
        }
        heatMaps.ifPresent(files -> files.save(samples, scored, found.spec().resolution()));
    }
}
