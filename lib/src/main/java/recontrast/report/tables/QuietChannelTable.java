package recontrast.report.tables;

import recontrast.Experiment;
import recontrast.analysis.QuietChannels;
import recontrast.model.Parameters;
import recontrast.report.Figures;
import recontrast.report.tables.Sheet.Heading;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.util.List;
import java.util.Locale;

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
            return new Sheet("", List.of(Heading.words("encoder"), Heading.number("channels", "all"),
                    Heading.number("channels", "below the floor"), Heading.number("", "smallest variance")),
                    List.of(row("as pretrained", QuietChannels.of(all, "encoder_freeze")),
                            row("after training", QuietChannels.of(all, "encoder"))),
                    List.of("Of " + experiment.backbone().name() + ", weights " + experiment.weights().id()
                            + "; variances are the running ones, the floor is " + Figures.words(QuietChannels.FLOOR) + "."));
        }
    }

    private static List<String> row(String encoder, QuietChannels found) {
        return List.of(encoder, String.valueOf(found.channels()), String.valueOf(found.quiet()),
                String.format(Locale.ROOT, "%.1e", found.smallest()));
    }
}
