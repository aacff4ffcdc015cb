package recontrast;

import java.util.ArrayList;
import java.util.List;

/** Makes many runs; neighbours that look at the same images share what is prepared for them. */
final class Benches {

    private Benches() { }

    /** All configurations in each experiment. */
    static List<RunResult> train(List<Experiment> experiments, List<Config> configs, RunListener listener) {
        return train(experiments.stream()
                .flatMap(experiment -> configs.stream().map(config -> new Trial(experiment, config)))
                .toList(), listener);
    }

    /** The runs in order; fewer if this thread was interrupted, the last of them unfinished then. */
    static List<RunResult> train(List<Trial> trials, RunListener listener) {
        List<RunResult> runs = new ArrayList<>();
        while (runs.size() < trials.size()) {
            try (Workbench bench = new Workbench(trials.get(runs.size()).experiment())) {
                do {
                    Trial next = trials.get(runs.size());
                    runs.addAll(bench.train(next.experiment(), List.of(next.config()), listener));
                    if (!runs.get(runs.size() - 1).finished()) {
                        return runs;
                    }
                } while (runs.size() < trials.size() && bench.serves(trials.get(runs.size()).experiment()));
            }
        }
        return runs;
    }
}
