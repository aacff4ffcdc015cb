package recontrast;

import java.util.ArrayList;
import java.util.List;

/** Trains many experiments; neighbours that look at the same images share what is prepared for them. */
final class Benches {

    private Benches() { }

    /** The runs in order; fewer if this thread was interrupted, the last of them unfinished then. */
    static List<RunResult> train(List<Experiment> experiments, List<Config> configs, RunListener listener) {
        List<RunResult> runs = new ArrayList<>();
        int next = 0;
        while (next < experiments.size()) {
            try (Workbench bench = new Workbench(experiments.get(next))) {
                do {
                    List<RunResult> trained = bench.train(experiments.get(next), configs, listener);
                    runs.addAll(trained);
                    if (trained.size() < configs.size() || !trained.get(trained.size() - 1).finished()) {
                        return runs;
                    }
                    next++;
                } while (next < experiments.size() && bench.serves(experiments.get(next)));
            }
        }
        return runs;
    }
}
