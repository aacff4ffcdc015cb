package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recontrast.data.BrokenSample;
import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.Dataset;
import recontrast.data.Layout;
import recontrast.data.Printable;
import recontrast.data.PublishedCounts;
import recontrast.data.Sample;
import recontrast.data.SplitCounts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code recontrast prepare}: what lies under a path, and whether it can be used. */
@Command(name = "prepare", description = {
        "Recognises a data set, counts its images and compares with what was published. Nothing is written.",
        "Exit code 1 if a category or, with --check, an image or mask cannot be used."})
final class PrepareCommand extends Subcommand {

    @Option(names = "--data", required = true, paramLabel = "PATH",
            description = "MVTec AD, VisA, APTOS 2019, OCT2017, ISIC 2018 task 3, MVTec LOCO, MPDD, BTAD,"
                    + " KolektorSDD2, KolektorSDD, DAGM 2007 or Real-IAD as published, or any folder of images.")
    private String data;

    @Option(names = "--check", description = "Decode every image and mask, and name the broken ones.")
    private boolean check;

    @Override
    public Integer call() {
        Path root = DataOptions.path(data);
        out().println(Printable.of("data     " + root.toAbsolutePath().normalize()));
        out().println("layout   " + Layout.of(root).description());
        Dataset dataset = Dataset.open(root);
        List<String> faults = new ArrayList<>();
        List<Category> categories = categories(dataset, faults);
        Map<String, SplitCounts> counts = new LinkedHashMap<>();
        categories.forEach(category -> counts.put(category.name(), SplitCounts.of(category)));
        out().println();
        out().println(new SplitTable(counts, PublishedCounts.of(dataset)).text());
        if (check) {
            out().println();
            categories.forEach(category -> faults.addAll(checked(category)));
        }
        faults.forEach(fault -> remark(Printable.of(fault)));
        return faults.isEmpty() ? Main.DONE : Main.FAILED;
    }

    private static List<Category> categories(Dataset dataset, List<String> faults) {
        List<Category> usable = new ArrayList<>();
        for (String name : dataset.categories()) {
            try {
                usable.add(dataset.category(name));
            } catch (DataException unusable) {
                faults.add(unusable.getMessage());
            }
        }
        return usable;
    }

    private List<String> checked(Category category) {
        List<Sample> all = Stream.of(category.train(), category.validation(), category.test())
                .flatMap(List::stream)
                .toList();
        List<String> reasons = BrokenSample.among(all).stream().map(BrokenSample::reason).toList();
        out().println(Printable.of("checked  %s: %d images, %s broken".formatted(category.name(), all.size(),
                reasons.isEmpty() ? "none" : String.valueOf(reasons.size()))));
        return reasons.isEmpty() ? emptyMasks(category).stream().toList() : reasons;
    }

    private static Optional<String> emptyMasks(Category category) {
        List<Sample> masked = category.test().stream().filter(sample -> sample.mask().isPresent()).toList();
        return masked.isEmpty() || masked.stream().anyMatch(sample -> sample.mask().orElseThrow().get().marksAnything())
                ? Optional.empty()
                : Optional.of("expected masks of %s that mark something; found all %d empty, such as that of %s:"
                        .formatted(category.name(), masked.size(), masked.get(0).id()) + " defects are to be non-zero");
    }
}
