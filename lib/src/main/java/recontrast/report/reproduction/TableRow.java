package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.Setting;
import recontrast.detector.Method;
import recontrast.model.Backbone;
import recontrast.report.reproduction.ReproductionPlan.NeededRun;
import recontrast.weights.Weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the paper's tables that is trained here.
 *
 * @param method as the paper calls it
 * @param config what is trained
 * @param settings what it changes in an experiment
 * @param encoders those it is about, a run each; none where it is about any
 * @param reading what is read off its runs
 */
public record TableRow(
        String method, Method config, Map<Setting, Object> settings, List<Backbone> encoders, Reading reading) {

    /** A configuration as it stands, by what its runs recorded. */
    static TableRow of(String method, Method config) {
        return new TableRow(method, config, Map.of(), List.of(), Reading.recorded());
    }

    /** The same, read in another way. */
    TableRow read(Reading other) {
        return new TableRow(method, config, settings, encoders, other);
    }

    /** The same with a setting at another value. */
    TableRow with(Setting changed, Object value) {
        Map<Setting, Object> more = new LinkedHashMap<>(settings);
        more.put(changed, value);
        return new TableRow(method, config, more, encoders, reading);
    }

    /** The same, in experiments with this encoder alone. */
    TableRow on(Backbone one) {
        return new TableRow(method, config, settings, List.of(one), reading);
    }

    /**
     * A model for each of these encoders, their maps added up, in experiments with one of them whose weights there are
     * for all.
     */
    TableRow ensemble(Backbone... members) {
        return new TableRow(method, config, settings, List.of(members), Reading.ensemble());
    }

    /** What this row needs in an experiment: one run, but for an ensemble; none where it is about another encoder. */
    List<NeededRun> in(Experiment experiment) {
        if (encoders.isEmpty()) {
            return List.of(run(experiment, Map.of()));
        }
        List<NeededRun> runs = encoders.stream().flatMap(encoder -> encoded(experiment, encoder).stream()).toList();
        return encoders.contains(experiment.backbone()) && runs.size() == encoders.size() ? runs : List.of();
    }

    private Optional<NeededRun> encoded(Experiment experiment, Backbone encoder) {
        if (experiment.backbone().equals(encoder)) {
            return Optional.of(run(experiment, Map.of()));
        }
        Optional<Weights> weights = experiment.weights().of(encoder);
        return weights.map(own -> run(
                experiment.with(encoder, own), Map.of(Setting.ENCODER, encoder.name() + " " + own.id())));
    }

    private NeededRun run(Experiment encoded, Map<Setting, Object> encoding) {
        Map<Setting, Object> all = new LinkedHashMap<>(encoding);
        all.putAll(settings);
        return new NeededRun(encoded.with(settings).trial(config), all);
    }
}
