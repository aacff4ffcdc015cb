package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recontrast.report.live.DownloadBar;
import recontrast.weights.PublishedFile;
import recontrast.weights.WeightCache;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code recontrast weights}: the ImageNet weights that are published, and which of them are on this machine. */
@Command(name = "weights", description = {
        "Lists torchvision's ImageNet weights, or downloads those that are named and prints where they lie.",
        "RECONTRAST_CACHE in the environment names another folder for them, RECONTRAST_WEIGHTS_URL a mirror."})
final class WeightsCommand implements Callable<Integer> {

    private static final String ROW = "%-26s  %-15s  %8s  %-10s  %s";

    @Parameters(paramLabel = "NAME|all", arity = "0..*",
            description = "A file's name or its backbone's; several, or all.")
    private List<String> names = List.of();

    @Mixin
    private CacheOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    @SuppressWarnings("try") // held until the download has stopped, not used
    public Integer call() {
        WeightCache cache = options.cache();
        if (names.isEmpty()) {
            list(cache);
            return Main.DONE;
        }
        List<PublishedFile> files = names.stream().flatMap(WeightsCommand::named).distinct().toList();
        try (Interruption held = Interruption.ofThisThread(spec.commandLine().getErr())) {
            for (PublishedFile file : files) {
                out().println(cache.fetch(file, DownloadBar.onStandardError()));
            }
        }
        return Main.DONE;
    }

    private void list(WeightCache cache) {
        out().println(ROW.formatted("name", "backbone", "size", "state", "place"));
        for (PublishedFile file : PublishedFile.ALL) {
            out().println(ROW.formatted(
                    file.name(), file.backbone().name(), file.size(), cache.state(file), cache.place(file)));
        }
    }

    private static Stream<PublishedFile> named(String name) {
        return name.equals("all") ? PublishedFile.ALL.stream()
                : Stream.of(PublishedFile.named(name).orElseThrow(() -> new UsageException("expected weights out of "
                        + PublishedFile.ALL.stream().map(PublishedFile::name).collect(Collectors.joining(", "))
                        + ", a backbone of theirs, or all; found " + name)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
