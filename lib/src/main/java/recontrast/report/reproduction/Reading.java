package recontrast.report.reproduction;

import recontrast.analysis.MapSelection;
import recontrast.metric.Auroc;
import recontrast.metric.DefectKinds;
import recontrast.metric.Metric;
import recontrast.metric.Ranking;
import recontrast.metric.TestMetrics;
import recontrast.model.View;
import recontrast.report.Moment;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.run.Trial;
import recontrast.training.Evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is read off the finished runs of a row for a table. */
@FunctionalInterface
public interface Reading {

    String STRUCTURAL = "structural_anomalies"; // MVTec LOCO's names of its two kinds
    String LOGICAL = "logical_anomalies";

    /** Reads the runs that one category and seed needed: one, but for an ensemble. */
    Stream<Value> of(List<Trained> runs);

    /**
     * A finished run with what it was made of.
     *
     * @param trial on what, and how
     * @param run what came out
     */
    record Trained(Trial trial, RunResult run) {

        /** The model, to be closed. */
        TrainedModel open() {
            return TrainedModel.open(trial.store(), run.spec(), trial.maskRule(), trial.device());
        }

        private Value value(String metric, Moment moment, double part) {
            return new Value(trial.category().name(), metric, moment, 100 * part);
        }

        private Value imageAuroc(Moment moment, double part) {
            return value(Metric.IMAGE_AUROC.title(), moment, part);
        }
    }

    /**
     * A metric of one run.
     *
     * @param category whose test images it is over
     * @param metric as the tables name it
     * @param moment when it was taken
     * @param percent 0 to 100
     */
    record Value(String category, String metric, Moment moment, double percent) { }

    private static Reading ofEach(Function<Trained, Stream<Value>> reading) {
        return runs -> runs.stream().flatMap(reading);
    }

    /** What the run recorded itself, last and best, of each category that it was judged on. */
    static Reading recorded() {
        return ofEach(trained -> Stream.of(Moment.LAST, Moment.BEST).flatMap(moment ->
                moment.of(trained.run()).stream().flatMap(at -> categories(trained, at).entrySet().stream()
                        .flatMap(each -> metrics(each.getKey(), moment, each.getValue())))));
    }

    private static Map<String, TestMetrics> categories(Trained trained, Evaluation at) {
        return at.categories().isEmpty() ? Map.of(trained.trial().category().name(), at.metrics()) : at.categories();
    }

    private static Stream<Value> metrics(String category, Moment moment, TestMetrics metrics) {
        return Stream.of(Metric.values()).flatMap(metric -> metric.of(metrics).stream()
                .mapToObj(value -> new Value(category, metric.title(), moment, metric.unit().of(value))));
    }

    /**
     * I-AUROC of the maps that one encoder's features make alone (paper, Table A6): of the trained model, and the
     * highest on the way.
     */
    static Reading maps(View view) {
        return ofEach(trained -> {
            Optional<Double> best = trained.run().history().evaluations().stream()
                    .flatMap(evaluated -> Stream.ofNullable(evaluated.views().get(view))).max(Double::compare);
            try (TrainedModel model = trained.open()) {
                double last = Auroc.of(Ranking.of(
                        model.imageScores(trained.trial().category().test(), MapSelection.of(view))));
                return Stream.concat(Stream.of(trained.imageAuroc(Moment.LAST, last)),
                        best.stream().map(highest -> trained.imageAuroc(Moment.BEST, highest)));
            }
        });
    }

    /** I-AUROC of the maps that several trained models make together (paper, Table A6). */
    static Reading ensemble() {
        return runs -> {
            Trained any = runs.get(0);
            try (Ensemble ensemble = Ensemble.of(runs)) {
                return Stream.of(any.imageAuroc(Moment.LAST, ensemble.imageAuroc(any.trial().category().test())));
            }
        };
    }

    /** I-AUROC over good images and one kind of anomaly, and the mean of both kinds (paper, Table A7). */
    static Reading anomalyKinds() {
        return ofEach(trained -> {
            Stream<Value> best = trained.run().best().stream()
                    .flatMap(at -> anomalyKinds(trained, Moment.BEST, at.defects()));
            try (TrainedModel model = trained.open()) {
                return Stream.concat(anomalyKinds(trained, Moment.LAST, DefectKinds.imageAurocs(
                        model.imageScores(trained.trial().category().test(), MapSelection.ALL))), best);
            }
        });
    }

    private static Stream<Value> anomalyKinds(Trained trained, Moment moment, Map<String, Double> defects) {
        if (!defects.keySet().containsAll(List.of(STRUCTURAL, LOGICAL))) {
            return Stream.empty(); // of a run that recorded no kinds
        }
        double structural = defects.get(STRUCTURAL);
        double logical = defects.get(LOGICAL);
        return Stream.of(
                trained.value("structural I-AUROC", moment, structural),
                trained.value("logical I-AUROC", moment, logical),
                trained.value("mean I-AUROC", moment, (structural + logical) / 2));
    }
}
