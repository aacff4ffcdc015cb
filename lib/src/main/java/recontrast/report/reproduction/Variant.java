package recontrast.report.reproduction;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.model.Backbone;
import recontrast.weights.Weights;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row of the paper's tables that is trained here.
 *
 * @param method as the paper calls it
 * @param config what is trained
 * @param setting the experiments that this row makes of one, a run each: one, but for an ensemble; none where the row
 *     is about another
 * @param reading what is read off its runs
 */
public record Variant(String method, Config config, Function<Experiment, List<Experiment>> setting, Reading reading) {

    /** A configuration as it stands, by what its runs recorded. */
    static Variant of(String method, Config config) {
        return new Variant(method, config, List::of, Reading.recorded());
    }

    /** The same, read in another way. */
    Variant read(Reading other) {
        return new Variant(method, config, setting, other);
    }

    /** The same with a setting at another value. */
    Variant with(Setting changed, Object value) {
        return new Variant(method, config,
                experiment -> setting.apply(experiment).stream().map(set -> changed.of(set, value)).toList(), reading);
    }

    /** The same, in experiments with this encoder alone. */
    Variant on(Backbone backbone) {
        return new Variant(method, config, experiment -> setting.apply(experiment).stream()
                .filter(set -> set.backbone().equals(backbone)).toList(), reading);
    }

    /**
     * A model for each of these encoders, their maps added up, in experiments with one of them whose weights there are
     * for all.
     */
    Variant ensemble(Backbone... members) {
        List<Backbone> all = List.of(members);
        return new Variant(method, config, experiment -> {
            List<Experiment> each = all.stream().flatMap(member -> encoded(experiment, member).stream()).toList();
            return all.contains(experiment.backbone()) && each.size() == all.size() ? each : List.of();
        }, Reading.ensemble());
    }

    private static Optional<Experiment> encoded(Experiment experiment, Backbone member) {
        if (experiment.backbone().equals(member)) {
            return Optional.of(experiment);
        }
        Optional<Weights> weights = experiment.weights().of(member);
        return weights.map(own -> experiment.with(member, own));
    }
}
