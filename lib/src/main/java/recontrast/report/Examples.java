package recontrast.report;

import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.TrainedModel;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ScoredImage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A few test images of an experiment to look at: good ones and defective ones, of as many kinds as there are.
 *
 * @param experiment whose test images these are
 * @param samples good ones first
 */
public record Examples(Experiment experiment, List<Sample> samples) {

    public Examples {
        samples = List.copyOf(samples);
    }

    /** The first {@code each} good test images, and as many defective ones, kind after kind in turn. */
    public static Examples of(Experiment experiment, int each) {
        List<Sample> test = experiment.category().test();
        List<Sample> chosen = new ArrayList<>(test.stream().filter(sample -> !sample.anomalous()).limit(each).toList());
        Map<String, List<Sample>> kinds = test.stream().filter(Sample::anomalous)
                .collect(Collectors.groupingBy(Sample::defect, LinkedHashMap::new, Collectors.toList()));
        List<Sample> inTurn = new ArrayList<>();
        int longest = kinds.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Sample> kind : kinds.values()) {
                if (i < kind.size()) {
                    inTurn.add(kind.get(kind.size() - 1 - i)); // generated defects grow with their number
                }
            }
        }
        chosen.addAll(inTurn.subList(0, Math.min(each, inTurn.size())));
        return new Examples(experiment, chosen);
    }

    /** The images and their defects, with a column of anomaly maps for each run. */
    public AnomalyGallery gallery(RunResult... runs) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), MaskRule.ANY_NON_ZERO);
        AnomalyGallery gallery = AnomalyGallery.of(IntStream.range(0, images.count())
                .mapToObj(i -> new AnomalyGallery.Example(samples.get(i).defect(), images.picture(i), images.mask(i)))
                .toList());
        for (RunResult run : runs) {
            gallery = gallery.with(run.config().name(), maps(run));
        }
        return gallery;
    }

    private List<AnomalyMap> maps(RunResult run) {
        try (TrainedModel model = experiment.open(run)) {
            return model.score(samples).stream().map(ScoredImage::map).toList();
        }
    }
}
