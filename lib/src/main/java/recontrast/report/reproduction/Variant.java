package recontrast.report.reproduction;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.model.Backbone;

import java.util.Optional;
import java.util.function.Function;

/**
 * A row of the paper's tables that is trained here.
 *
 * @param method as the paper calls it
 * @param config what is trained
 * @param setting an experiment as this row has it; empty where the row is about another
 * @param reading what is read off its runs
 */
public record Variant(
        String method, Config config, Function<Experiment, Optional<Experiment>> setting, Reading reading) {

    /** A configuration as it stands, by what its runs recorded. */
    static Variant of(String method, Config config) {
        return new Variant(method, config, Optional::of, Reading.recorded());
    }

    /** The same, read in another way. */
    Variant read(Reading other) {
        return new Variant(method, config, setting, other);
    }

    /** The same with a setting at another value. */
    Variant with(Setting changed, Object value) {
        return new Variant(method, config,
                experiment -> setting.apply(experiment).map(set -> changed.of(set, value)), reading);
    }

    /** The same, in experiments with this encoder alone. */
    Variant on(Backbone backbone) {
        return new Variant(method, config,
                experiment -> setting.apply(experiment).filter(set -> set.backbone().equals(backbone)), reading);
    }
}
