package recontrast.report.reproduction;

import recontrast.analysis.MapSelection;
import recontrast.metric.Auroc;
import recontrast.metric.DefectKinds;
import recontrast.metric.Evaluation;
import recontrast.metric.Metric;
import recontrast.metric.Ranking;
import recontrast.model.View;
import recontrast.report.Moment;
import recontrast.run.TrainedModel;
import recontrast.training.Evaluated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is read off the finished runs of a row for a table. */
@FunctionalInterface
public interface Reading {

    String STRUCTURAL = "structural_anomalies"; // MVTec LOCO's names of its two kinds
    String LOGICAL = "logical_anomalies";

    /** Reads the runs that one category and seed needed: one, but for an ensemble. */
    List<Value> of(List<Trained> runs);

    /** Of a single run. */
    @FunctionalInterface
    interface OfOne extends Reading {

        List<Value> of(Trained run);

        @Override
        default List<Value> of(List<Trained> runs) {
            return runs.stream().flatMap(run -> of(run).stream()).toList();
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
    record Value(String category, String metric, Moment moment, double percent) {

        static Value of(String category, String metric, Moment moment, double part) {
            return new Value(category, metric, moment, 100 * part);
        }

        static Value imageAuroc(String category, Moment moment, double part) {
            return of(category, Metric.IMAGE_AUROC.title(), moment, part);
        }
    }

    /** What the run recorded itself, last and best, of each category that it was judged on. */
    static OfOne recorded() {
        return trained -> Stream.concat(
                recorded(trained.category(), Moment.LAST, trained.run().last()),
                recorded(trained.category(), Moment.BEST, trained.run().best())).toList();
    }

    private static Stream<Value> recorded(String name, Moment moment, Optional<Evaluated> evaluated) {
        return evaluated.stream().flatMap(at -> {
            Map<String, Evaluation> joined = at.categories();
            return (joined.isEmpty() ? Map.of(name, at.evaluation()) : joined).entrySet().stream()
                    .flatMap(each -> metrics(each.getKey(), moment, each.getValue()));
        });
    }

    private static Stream<Value> metrics(String category, Moment moment, Evaluation evaluation) {
        return Stream.of(Metric.values()).flatMap(metric -> metric.of(evaluation).stream()
                .mapToObj(value -> new Value(category, metric.title(), moment, metric.unit().of(value))));
    }

    /**
     * I-AUROC of the maps that one encoder's features make alone (paper, Table A6): of the trained model, and the
     * highest on the way.
     */
    static OfOne maps(View view) {
        return trained -> {
            List<Value> values = new ArrayList<>();
            try (TrainedModel model = trained.open()) {
                values.add(Value.imageAuroc(trained.category(), Moment.LAST,
                        Auroc.of(Ranking.of(model.imageScores(trained.test(), MapSelection.of(view))))));
            }
            trained.run().history().evaluations().stream()
                    .flatMap(evaluated -> Stream.ofNullable(evaluated.views().get(view)))
                    .max(Double::compare)
                    .ifPresent(best -> values.add(Value.imageAuroc(trained.category(), Moment.BEST, best)));
            return values;
        };
    }

    /** I-AUROC of the maps that several trained models make together (paper, Table A6). */
    static Reading ensemble() {
        return runs -> {
            Trained any = runs.get(0);
            try (Ensemble ensemble = Ensemble.of(runs)) {
                return List.of(Value.imageAuroc(any.category(), Moment.LAST, ensemble.imageAuroc(any.test())));
            }
        };
    }

    /** I-AUROC over good images and one kind of anomaly, and the mean of both kinds (paper, Table A7). */
    static OfOne anomalyKinds() {
        return trained -> {
            Stream<Value> best = trained.run().best().map(Evaluated::defects).stream()
                    .flatMap(defects -> anomalyKinds(trained.category(), Moment.BEST, defects));
            try (TrainedModel model = trained.open()) {
                Map<String, Double> last = DefectKinds.imageAurocs(
                        model.imageScores(trained.test(), MapSelection.ALL));
                return Stream.concat(anomalyKinds(trained.category(), Moment.LAST, last), best).toList();
            }
        };
    }

    private static Stream<Value> anomalyKinds(String category, Moment moment, Map<String, Double> defects) {
        if (!defects.keySet().containsAll(List.of(STRUCTURAL, LOGICAL))) {
            return Stream.empty(); // of a run that recorded no kinds
        }
        double structural = defects.get(STRUCTURAL);
        double logical = defects.get(LOGICAL);
        return Stream.of(
                Value.of(category, "structural I-AUROC", moment, structural),
                Value.of(category, "logical I-AUROC", moment, logical),
                Value.of(category, "mean I-AUROC", moment, (structural + logical) / 2));
    }
}
