package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.TrainedModel;
import recontrast.analysis.MapSelection;
import recontrast.data.Category;
import recontrast.data.Sample;
import recontrast.metric.Auroc;
import recontrast.metric.ImageScore;
import recontrast.metric.Ranking;
import recontrast.metric.ScoredImage;
import recontrast.training.Evaluated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is read off a finished run for a table. */
@FunctionalInterface
public interface Reading {

    /** Reads a run that was trained in this experiment. */
    List<Value> of(Experiment experiment, RunResult run);

    /**
     * A metric of one run.
     *
     * @param metric as the tables name it
     * @param moment when it was taken
     * @param percent 0 to 100
     */
    record Value(String metric, Moment moment, double percent) {

        static Value of(String metric, Moment moment, double part) {
            return new Value(metric, moment, 100 * part);
        }
    }

    /** What the run recorded itself, last and best. */
    static Reading recorded() {
        return (experiment, run) -> {
            List<Value> values = new ArrayList<>(recorded(Moment.LAST, run.last()));
            values.addAll(recorded(Moment.BEST, run.best()));
            return values;
        };
    }

    private static List<Value> recorded(Moment moment, Optional<Evaluated> evaluated) {
        List<Value> values = new ArrayList<>();
        for (RecordedMetric metric : RecordedMetric.values()) {
            evaluated.map(at -> metric.of(at.evaluation())).ifPresent(part ->
                    part.ifPresent(known -> values.add(Value.of(metric.title(), moment, known))));
        }
        return values;
    }

    /** I-AUROC of the trained model with maps of some pairs alone (paper, Table A6). */
    static Reading maps(MapSelection selection) {
        return (experiment, run) -> {
            Category category = experiment.category();
            try (TrainedModel model = experiment.open(run)) {
                double part = imageAuroc(model.score(category.test(), selection), run.spec().plan().imageScore());
                return List.of(Value.of(RecordedMetric.IMAGE_AUROC.title(), Moment.LAST, part));
            }
        };
    }

    /** I-AUROC of the trained model over good images and one kind of anomaly, and the mean (paper, Table A7). */
    static Reading anomalyKinds() {
        return (experiment, run) -> {
            List<ScoredImage> scored = scored(experiment, run);
            ImageScore rule = run.spec().plan().imageScore();
            double structural = imageAuroc(withDefect(scored, "structural_anomalies"), rule);
            double logical = imageAuroc(withDefect(scored, "logical_anomalies"), rule);
            return List.of(
                    Value.of("structural I-AUROC", Moment.LAST, structural),
                    Value.of("logical I-AUROC", Moment.LAST, logical),
                    Value.of("mean I-AUROC", Moment.LAST, (structural + logical) / 2));
        };
    }

    private static List<ScoredImage> scored(Experiment experiment, RunResult run) {
        try (TrainedModel model = experiment.open(run)) {
            return model.score(experiment.category().test());
        }
    }

    private static List<ScoredImage> withDefect(List<ScoredImage> scored, String defect) {
        return scored.stream()
                .filter(image -> image.defect().equals(defect) || image.defect().equals(Sample.GOOD)).toList();
    }

    private static double imageAuroc(List<ScoredImage> images, ImageScore rule) {
        double[] scores = images.stream().mapToDouble(image -> rule.of(image.map())).toArray();
        boolean[] anomalous = new boolean[images.size()];
        for (int i = 0; i < anomalous.length; i++) {
            anomalous[i] = images.get(i).anomalous();
        }
        return Auroc.of(Ranking.of(scores, anomalous));
    }
}
