package recontrast.report.tables;

import recontrast.Experiment;
import recontrast.analysis.QuietChannels;
import recontrast.model.Parameters;
import recontrast.report.Figures;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many channels of a run's encoders hardly vary: as pretrained, and after training (paper, appendix E). */
public final class QuietChannelTable {

    private QuietChannelTable() { }

    /**
     * Of a run with two encoders.
     *
     * @throws IllegalArgumentException if it has but one
     */
    public static Sheet of(Experiment experiment, RunResult run) {
        try (TrainedModel model = experiment.open(run)) {
            Parameters all = model.network().parameters();
            Map<String, QuietChannels> found = new LinkedHashMap<>();
            found.put("as pretrained", QuietChannels.of(all, "encoder_freeze"));
            found.put("after training", QuietChannels.of(all, "encoder"));
            return new Columns<Map.Entry<String, QuietChannels>>().words("encoder", Map.Entry::getKey)
                    .number("channels", "all", row -> row.getValue().channels())
                    .number("channels", "below " + Figures.words(QuietChannels.FLOOR), row -> row.getValue().quiet())
                    .number("", "smallest variance", row -> String.format(Locale.ROOT, "%.1e", row.getValue().smallest()))
                    .sheet(found.entrySet(), "Of " + experiment.backbone().name() + ", weights "
                            + experiment.weights().id() + "; variances are the running ones. Partial"
                            + " normalisation's floor of a channel is its pretrained variance, at most "
                            + Figures.words(QuietChannels.FLOOR) + ".");
        }
    }
}
