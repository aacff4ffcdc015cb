package recontrast.report.pictures;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Idea;
import recontrast.analysis.MapSelection;
import recontrast.data.PreparedImages;
import recontrast.data.Printable;
import recontrast.data.Sample;
import recontrast.metric.ScoredImage;
import recontrast.report.RunSentences;
import recontrast.report.ScoredArrays;
import recontrast.report.charts.ColourScale;
import recontrast.report.charts.PictureFormat;
import recontrast.report.charts.Slider;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param scores an image score each, which galleries then show beside the image's name; empty for none
 * @param threshold at which a score calls its image defective, where one was given
 */
public record Examples(Experiment experiment, List<Sample> samples, List<Double> scores, OptionalDouble threshold) {

    private static final double FALSE_ALARMS = 0.05;
    private static final int MOST_MASKS = 24; // of one kind that are looked at for a plain one

    public Examples {
        samples = List.copyOf(samples);
        scores = List.copyOf(scores);
    }

    /** With no scores to show. */
    public Examples(Experiment experiment, List<Sample> samples) {
        this(experiment, samples, List.of(), OptionalDouble.empty());
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

    /**
     * The {@code each} good test images with the highest scores, and as many defective ones with the lowest. Galleries
     * name each by its file and score and, where there is a threshold, by what it calls the image.
     */
    public static Examples hardest(Experiment experiment, List<ScoredImage> scored, int each) {
        Comparator<ScoredImage> byScore =
                Comparator.comparingDouble(image -> image.score(experiment.plan().imageScore()));
        Stream<ScoredImage> good = scored.stream().filter(image -> !image.anomalous())
                .sorted(byScore.reversed()).limit(each);
        Stream<ScoredImage> defective = scored.stream().filter(ScoredImage::anomalous).sorted(byScore).limit(each);
        Map<String, Sample> byId = experiment.category().test().stream()
                .collect(Collectors.toMap(Sample::id, Function.identity()));
        List<ScoredImage> hardest = Stream.concat(good, defective).toList();
        return new Examples(experiment, hardest.stream().map(image -> byId.get(image.id())).toList(),
                hardest.stream().map(image -> image.score(experiment.plan().imageScore())).toList(), OptionalDouble.empty());
    }

    /** The same, judged at a threshold of one's own choice. */
    public Examples judgedAt(double newThreshold) {
        return new Examples(experiment, samples, scores, OptionalDouble.of(newThreshold));
    }

    /** The first of these by the part of the image that is defective; where there are no masks, as they come. */
    private static List<Sample> plainestFirst(List<Sample> kind) {
        List<Sample> some = kind.subList(0, Math.min(MOST_MASKS, kind.size()));
        List<Double> parts = some.parallelStream().map(Examples::defectivePart).toList();
        return IntStream.range(0, some.size()).boxed().sorted(Comparator.<Integer, Double>comparing(parts::get).reversed())
                .map(some::get).toList();
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

    /**
     * The images and their defects, with a column of anomaly maps for each run. Scores are judged at the threshold; with
     * none, at that of the one run's {@linkplain RunResult#calibration calibration}, if it has one, for 5 % of false
     * alarms or as few as it allows.
     */
    public AnomalyGallery gallery(RunResult... runs) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        OptionalDouble judged = threshold.isPresent() ? threshold : promised(runs);
        AnomalyGallery gallery = AnomalyGallery.of(IntStream.range(0, images.count())
                .mapToObj(i -> new AnomalyGallery.Example(label(i, judged), images.picture(i), images.mask(i)))
                .toList());
        for (RunResult run : runs) {
            gallery = withMaps(gallery, run, List.of(MapSelection.ALL), run.config().name());
        }
        return gallery;
    }

    private static OptionalDouble promised(RunResult... runs) {
        return runs.length == 1 ? runs[0].calibration().stream().mapToDouble(calibration ->
                calibration.threshold(Math.max(FALSE_ALARMS, calibration.smallestRate()))).findFirst()
                : OptionalDouble.empty();
    }

    /** The kind of defect and, of an image with a score, lines with its name, its score and what that calls it. */
    private String label(int i, OptionalDouble judged) {
        Sample sample = samples.get(i);
        if (scores.isEmpty()) {
            return sample.defect();
        }
        return Printable.of(sample.defect()) + "\n" + Printable.of(sample.id().replaceFirst(".*/", "")) + "\n"
                + verdict(i, judged);
    }

    private String verdict(int i, OptionalDouble judged) {
        double score = scores.get(i);
        return String.format(Locale.ROOT, "score %.4g", score) + judged.stream()
                .mapToObj(at -> score >= at ? "\ncalled defective" : "\ncalled good").findFirst().orElse("");
    }

    /** A line for each image: its name and, as galleries show them, its score and what the threshold calls it. */
    public String text() {
        return IntStream.range(0, samples.size()).mapToObj(i -> Printable.of(samples.get(i).id())
                        + (scores.isEmpty() ? "" : ", " + verdict(i, threshold).replace("\n", ", ")))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The images and their defects, with a column for each selection of pairs that feed one run's map. Of a run that has
     * one encoder, frozen or trained, the columns do not say which.
     */
    public AnomalyGallery gallery(RunResult run, List<MapSelection> selections) {
        boolean several = Config.ideasOf(run.config()).contains(Idea.CONTRASTIVE_PAIRS);
        return withMaps(gallery(), run, selections, selections.stream().map(MapSelection::name)
                .map(name -> several ? name : name.replaceFirst("^trained, ", "")).toArray(String[]::new));
    }

    private AnomalyGallery withMaps(AnomalyGallery before, RunResult run, List<MapSelection> selections, String... labels) {
        AnomalyGallery gallery = before;
        Captions captions = Captions.of(run, run.modelSteps());
        try (TrainedModel model = experiment.open(run)) {
            for (int i = 0; i < labels.length; i++) {
                gallery = selections.get(i) == MapSelection.ALL
                        ? captions.column(gallery, labels[i], model.score(samples))
                        : captions.ofSomePairs().column(gallery, labels[i], model.score(samples, selections.get(i)));
            }
        }
        return gallery;
    }

    /**
     * How the maps of these images came about in a training: a frame for each model that is there, from before the first
     * step on. All are on the scale of colours of those that were trained; what lies above it has its brightest colour.
     *
     * @param run of an experiment that {@linkplain Experiment#keepingModels keeps models}; of another one there are two
     */
    public Slider slider(RunResult run) {
        SortedMap<Integer, List<ScoredImage>> scored = new TreeMap<>();
        Stream<Integer> before = run.config() instanceof Config ? Stream.of(0) : Stream.of(); // a memory bank is empty then
        Stream.concat(before, experiment.store().models(run).keySet().stream()).forEach(steps -> {
            try (TrainedModel model = experiment.open(run, steps)) {
                scored.put(steps, model.score(samples));
            }
        });
        ColourScale scale = AnomalyGallery.scale(scored.tailMap(1).values().stream()
                .flatMap(images -> images.stream().map(ScoredImage::map)).toList());
        return Slider.of("step", PictureFormat.SMALL_JPEG, scored.keySet().stream().map(steps -> new Slider.Frame(
                label(run, steps), Captions.of(run, steps).column(gallery(), run.config().name(), scored.get(steps))
                        .on(scale).image())).toList());
    }

    /** {@code 60 of 300, I-AUROC 78.12 %}. */
    private static String label(RunResult run, int steps) {
        return steps + " of " + run.spec().plan().iterations() + run.history().evaluations().stream()
                .filter(at -> at.iteration() == steps).map(RunSentences::imageAuroc).map(", "::concat)
                .collect(Collectors.joining());
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

    /**
     * Writes {@code maps}, {@code scores}, {@code names} and {@code defects} of a run as arrays that NumPy reads; maps
     * are float32 (images, height, width).
     *
     * @throws IllegalArgumentException if the name does not end in {@code .npz}
     */
    public void saveArrays(RunResult run, Path file) {
        try (ScoredArrays arrays = ScoredArrays.create(file, samples.size(), experiment.resolution().mapSize(samples));
                TrainedModel model = experiment.open(run)) {
            model.score(samples).forEach(image ->
                    arrays.add(image.id(), image.map(), image.score(experiment.plan().imageScore())));
            arrays.words("defects", samples.stream().map(Sample::defect).toList());
        }
    }

    /** {@code Examples: 3 good and 3 defective images of washer}. */
    @Override
    public String toString() {
        long good = samples.stream().filter(sample -> !sample.anomalous()).count();
        return Printable.of("Examples: %d good and %d defective images of %s".formatted(
                good, samples.size() - good, experiment.category().name()));
    }
}
