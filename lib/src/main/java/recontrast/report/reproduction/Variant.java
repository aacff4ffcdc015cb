package recontrast.report.reproduction;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.model.Backbone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the paper's tables that is trained here.
 *
 * @param method as the paper calls it
 * @param config what is trained
 * @param settings what it changes in an experiment
 * @param backbone the encoder it is about; empty where it is about any
 * @param reading what is read off its runs
 */
public record Variant(
        String method, Config config, Map<Setting, Object> settings, Optional<Backbone> backbone, Reading reading) {

    /** A configuration as it stands, by what its runs recorded. */
    static Variant of(String method, Config config) {
        return new Variant(method, config, Map.of(), Optional.empty(), Reading.recorded());
    }

    /** The same, read in another way. */
    Variant read(Reading other) {
        return new Variant(method, config, settings, backbone, other);
    }

    /** The same with a setting at another value. */
    Variant with(Setting changed, Object value) {
        Map<Setting, Object> more = new LinkedHashMap<>(settings);
        more.put(changed, value);
        return new Variant(method, config, more, backbone, reading);
    }

    /** The same, in experiments with this encoder alone. */
    Variant on(Backbone one) {
        return new Variant(method, config, settings, Optional.of(one), reading);
    }

    /** An experiment as this row has it; empty where the row is about another encoder. */
    Optional<Experiment> in(Experiment experiment) {
        if (!backbone.stream().allMatch(experiment.backbone()::equals)) {
            return Optional.empty();
        }
        Experiment set = experiment;
        for (Map.Entry<Setting, Object> setting : settings.entrySet()) {
            set = setting.getKey().of(set, setting.getValue());
        }
        return Optional.of(set);
    }
}
