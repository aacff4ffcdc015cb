package recontrast.report.reproduction;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Protocol;
import recontrast.data.PublishedCounts;
import recontrast.metric.Metric;
import recontrast.model.Backbone;
import recontrast.report.Settings;
import recontrast.run.RunSpec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader must know about a table that was made again: what departs from the paper above all. */
record ReproductionNotes(
        PaperExperiment table, String dataset, List<Experiment> experiments, List<String> metrics) {

    private static final String MOMENTS = "In percent unless the heading has a unit. here: measured in these runs."
            + " last: after the last iteration. best: at the evaluation with the highest I-AUROC, which peeks at the"
            + " test set; compare by last.";
    private static final String FLAVOURS = "AUPRO published: as in the paper's code, image by image; of other systems"
            + " as the paper has them. AUPRO exact 0.3: all images together, to false positive rate 0.3.";
    private static final String COUNTS = "parameters: all that the network computes with, frozen encoders too. with"
            + " unused layer: and one of the published code that nothing uses, which the paper counts.";
    private static final String COSTS = "MACs: multiply-accumulates of all convolutions for an image of 256 px, not of"
            + " normalisation. as the paper counts: each output of a 2x2 transposed convolution as if it took four"
            + " inputs, it takes one; and both projections of either view, of which one is used. memory of a step:"
            + " computed, not measured, for 16 images of 256 px: weights, gradients, moments and all outputs, as if none"
            + " were let go before its end. On a CPU processes took 0.9 (ReContrast resnet50) to 1.9 times that (RD4AD"
            + " resnet18).";
    private static final String PUBLISHED =
            "paper, published: as the paper reports it; of published rows nothing was run here.";

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(MOMENTS, PUBLISHED, encoder(), seeds()));
        if (metrics.contains(Metric.AUPRO_PUBLISHED.title())) {
            lines.add(1, FLAVOURS);
        }
        if (metrics.contains(NetworkSize.PARAMETERS)) {
            lines.add(COUNTS);
            lines.add(COSTS);
        }
        lines.addAll(coverage());
        lines.addAll(departures());
        return lines;
    }

    private List<String> coverage() {
        List<String> lines = new ArrayList<>();
        Set<String> expected = PublishedCounts.all().stream().filter(counts -> counts.dataset().equals(dataset))
                .flatMap(counts -> counts.categories().keySet().stream()).collect(Collectors.toSet());
        List<String> here = experiments.stream().flatMap(experiment -> experiment.category().parts().stream())
                .distinct().toList();
        List<String> foreign = here.stream().filter(name -> !expected.contains(name)).toList();
        if (here.size() - foreign.size() < expected.size()) {
            lines.add("Averages are over " + String.join(", ", here) + "; the paper's over all " + expected.size()
                    + " of " + dataset + ": not comparable.");
        }
        if (!foreign.isEmpty()) {
            lines.add("Not of " + dataset + ": " + String.join(", ", foreign) + ".");
        }
        return lines;
    }

    private String encoder() {
        Experiment any = experiments.get(0);
        return "Encoder " + any.backbone().name() + ", weights " + any.weights().id() + ".";
    }

    private String seeds() {
        List<String> seeds = experiments.stream().map(Experiment::seed).distinct().map(String::valueOf).toList();
        return seeds.size() == 1 ? "Seed " + seeds.get(0) + " alone, so no deviations."
                : "Mean and standard deviation over seeds " + String.join(", ", seeds) + ".";
    }

    private List<String> departures() {
        List<String> found = experiments.stream().map(this::departures).flatMap(Collection::stream).distinct().toList();
        return found.isEmpty() ? List.of() : List.of("Not as in the paper: " + String.join("; ", found) + ".");
    }

    private List<String> departures(Experiment experiment) {
        RunSpec here = experiment.spec(Config.OURS);
        Protocol protocol = Protocol.named(table.variant().name(), dataset, here.category());
        RunSpec paper = new RunSpec(here.config(), here.dataset(), here.category(), here.data(),
                Backbone.WIDE_RESNET50_2.name(), here.weights(), protocol.resolution(), protocol.plan(), here.seed());
        return Settings.of(here).differences(Settings.of(paper), "paper");
    }
}
