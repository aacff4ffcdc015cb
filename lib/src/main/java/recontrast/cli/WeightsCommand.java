package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import recontrast.report.live.DownloadBar;
import recontrast.weights.PublishedFile;
import recontrast.weights.WeightCache;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code recontrast weights}: the ImageNet weights that are published, and which of them are on this machine. */
@Command(name = "weights", description = {
        "Lists torchvision's ImageNet weights, or downloads those that are named and prints where they lie.",
        "RECONTRAST_CACHE in the environment names another folder for them, RECONTRAST_WEIGHTS_URL a mirror."})
final class WeightsCommand extends Subcommand {

    private static final String ROW = "%-26s  %-15s  %8s  %-10s  %s";

    @Parameters(paramLabel = "NAME|all", arity = "0..*",
            description = "A file's name or its backbone's; several, or all.")
    private List<String> names = List.of();

    @Mixin
    private CacheOptions options;

    @Override
    public Integer call() {
        WeightCache cache = options.cache();
        if (names.isEmpty()) {
            list(cache);
            return Main.DONE;
        }
        List<PublishedFile> files = names.stream().flatMap(WeightsCommand::named).distinct().toList();
        return interruptibly(() -> {
            files.forEach(file -> out().println(cache.fetch(file, DownloadBar.onStandardError())));
            return Main.DONE;
        });
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
}
