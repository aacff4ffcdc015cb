package recontrast.cli;

import picocli.CommandLine.Option;
import recontrast.weights.WeightCache;

/** Where published weights are kept, and whether they may be fetched. */
final class CacheOptions {

    @Option(names = "--offline",
            description = "Download nothing; RECONTRAST_OFFLINE=1 in the environment does the same.")
    private boolean offline;

    WeightCache cache() {
        return offline ? WeightCache.standard().offline() : WeightCache.standard();
    }
}
