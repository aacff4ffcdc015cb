package recontrast.report.pictures;

import recontrast.Experiment;
import recontrast.analysis.MapSelection;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ScoredImage;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few test images of an experiment to look at: good ones and defective ones, of as many kinds as there are.
 *
 * @param experiment whose test images these are
 * @param samples good ones first
 */
public record Examples(Experiment experiment, List<Sample> samples) {

    private static final int MOST_MASKS = 24; // of one kind that are looked at for a plain one

    public Examples {
        samples = List.copyOf(samples);
    }

    /**
     * The first {@code each} good test images, and as many defective ones, kind after kind in turn, the plainest
     * first.
     */
    public static Examples of(Experiment experiment, int each) {
        List<Sample> test = experiment.category().test();
        List<Sample> chosen = new ArrayList<>(test.stream().filter(sample -> !sample.anomalous()).limit(each).toList());
        Map<String, List<Sample>> kinds = test.stream().filter(Sample::anomalous)
                .collect(Collectors.groupingBy(Sample::defect, LinkedHashMap::new, Collectors.toList()));
        List<Sample> inTurn = new ArrayList<>();
        kinds.replaceAll((kind, samples) -> plainestFirst(samples));
        int longest = kinds.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Sample> kind : kinds.values()) {
                if (i < kind.size()) {
                    inTurn.add(kind.get(i));
                }
            }
        }
        chosen.addAll(inTurn.subList(0, Math.min(each, inTurn.size())));
        return new Examples(experiment, chosen);
    }

    /** The first good test images alone. */
    public static Examples ofGood(Experiment experiment, int count) {
        return new Examples(experiment, experiment.category().goodTest().stream().limit(count).toList());
    }

    /** The {@code each} good test images with the highest scores, and as many defective ones with the lowest. */
    public static Examples hardest(Experiment experiment, List<ScoredImage> scored, int each) {
        Comparator<ScoredImage> byScore =
                Comparator.comparingDouble(image -> image.score(experiment.plan().imageScore()));
        Stream<ScoredImage> good = scored.stream().filter(image -> !image.anomalous())
                .sorted(byScore.reversed()).limit(each);
        Stream<ScoredImage> defective = scored.stream().filter(ScoredImage::anomalous).sorted(byScore).limit(each);
        Map<String, Sample> byId = experiment.category().test().stream()
                .collect(Collectors.toMap(Sample::id, Function.identity()));
        return new Examples(experiment, Stream.concat(good, defective).map(image -> byId.get(image.id())).toList());
    }

    /** The first of these by the part of the image that is defective; where there are no masks, as they come. */
    private static List<Sample> plainestFirst(List<Sample> kind) {
        Map<Sample, Double> parts = new LinkedHashMap<>();
        kind.stream().limit(MOST_MASKS).forEach(sample -> parts.put(sample, defectivePart(sample)));
        return parts.keySet().stream().sorted(Comparator.comparing(parts::get).reversed()).toList();
    }

    private static double defectivePart(Sample sample) {
        return sample.mask().map(Supplier::get).map(mask -> {
            int defective = 0;
            for (byte value : mask.values()) {
                defective += value == 0 ? 0 : 1;
            }
            return defective / (double) mask.values().length;
        }).orElse(0.0);
    }

    /** The images and their defects, with a column of anomaly maps for each run. */
    public AnomalyGallery gallery(RunResult... runs) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        AnomalyGallery gallery = AnomalyGallery.of(IntStream.range(0, images.count())
                .mapToObj(i -> new AnomalyGallery.Example(samples.get(i).defect(), images.picture(i), images.mask(i)))
                .toList());
        for (RunResult run : runs) {
            gallery = gallery.with(run.config().name(), maps(run, List.of(MapSelection.ALL)).get(0));
        }
        return gallery;
    }

    /** The images and their defects, with a column for each selection of pairs that feed one run's map. */
    public AnomalyGallery gallery(RunResult run, List<MapSelection> selections) {
        AnomalyGallery gallery = gallery();
        List<List<AnomalyMap>> maps = maps(run, selections);
        for (int i = 0; i < selections.size(); i++) {
            gallery = gallery.with(selections.get(i).name(), maps.get(i));
        }
        return gallery;
    }

    /**
     * Writes each image with a run's map over it as a PNG, named after the image.
     *
     * @return the files
     * @throws IllegalArgumentException if one would replace an image
     */
    public List<Path> saveMaps(RunResult run, Path folder) {
        HeatMaps maps = HeatMaps.of(samples, folder);
        try (TrainedModel model = experiment.open(run)) {
            return maps.save(samples, model.score(samples), experiment.resolution(), Optional.empty());
        }
    }

    private List<List<AnomalyMap>> maps(RunResult run, List<MapSelection> selections) {
        try (TrainedModel model = experiment.open(run)) {
            return selections.stream().map(selection ->
                    model.score(samples, selection).stream().map(ScoredImage::map).toList()).toList();
        }
    }
}
