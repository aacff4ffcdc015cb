package recontrast.report;

import org.apiguardian.api.API;
import recontrast.Config;
import recontrast.Idea;
import recontrast.detector.Method;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs that differ in nothing but category and seed: one line of a plot, one row of a table.
 *
 * @param config their configuration
 * @param label the configuration's name, and the settings in which the groups differ
 * @param look how they are drawn
 * @param runs at least one
 */
@API(status = API.Status.STABLE)
public record RunGroup(Method config, String label, Look look, List<RunResult> runs) {

    /**
     * Groups runs, in the order of the ablation ladder; a configuration with a loss of its own comes below that of its
     * network with the global distance, others that are not on the ladder come last.
     */
    public static List<RunGroup> of(Collection<RunResult> runs) {
        Map<Key, List<RunResult>> members = runs.stream().distinct().collect(Collectors.groupingBy(
                run -> new Key(run.config(), settings(run.spec(), runs)), LinkedHashMap::new, Collectors.toList()));
        Map<Class<?>, List<String>> varied = members.keySet().stream().collect(Collectors.groupingBy(
                Key::kind, Collectors.collectingAndThen(Collectors.mapping(Key::settings, Collectors.toList()),
                        Settings::telling))); // a method of another kind heeds other settings
        List<Key> keys = new ArrayList<>(members.keySet());
        keys.sort(Comparator.comparingInt(Key::step)
                .thenComparing(key -> key.config().name())
                .thenComparing((a, b) -> a.settings().compareTo(b.settings(), varied.get(a.kind()))));
        Map<Method, Integer> seen = new LinkedHashMap<>();
        return keys.stream().map(key -> new RunGroup(
                key.config(),
                key.config().name() + key.settings().words(varied.get(key.kind())),
                Palette.of(key.config(), seen.merge(key.config(), 1, Integer::sum) - 1),
                List.copyOf(members.get(key)))).toList();
    }

    /** All of several collections, one after another. */
    public static List<RunResult> together(Collection<RunResult>[] runs) {
        return Arrays.stream(runs).flatMap(Collection::stream).toList();
    }

    /** Those of the run; and which set of images it saw, where these runs saw several of its category. */
    private static Settings settings(RunSpec spec, Collection<RunResult> runs) {
        List<String> sets = runs.stream().map(RunResult::spec)
                .filter(other -> other.dataset().equals(spec.dataset()) && other.category().equals(spec.category()))
                .map(RunSpec::data).distinct().toList();
        Settings settings = Settings.of(spec);
        return sets.size() > 1 ? settings.with("image set", String.valueOf(sets.indexOf(spec.data()) + 1)) : settings;
    }

    /** Whether that idea is part of what was trained. */
    public boolean has(Idea idea) {
        return Config.ideasOf(config).contains(idea);
    }

    /** The runs of each seed, which are of different categories. */
    public Map<Long, List<RunResult>> seeds() {
        return runs.stream().collect(Collectors.groupingBy(
                run -> run.spec().seed(), TreeMap::new, Collectors.toList()));
    }

    /** The categories these runs are of, by name. */
    public List<String> categories() {
        return runs.stream().map(run -> run.spec().category()).distinct().sorted().toList();
    }

    /** Those of one category. */
    public RunGroup of(String category) {
        return new RunGroup(config, label, look,
                runs.stream().filter(run -> run.spec().category().equals(category)).toList());
    }

    /**
     * Averages a measure over the categories of each seed, then over the seeds.
     *
     * @param measure empty for a run that does not have it
     * @return empty if no run has it; the deviation is that of the seeds
     */
    public Optional<Spread> spread(Function<RunResult, OptionalDouble> measure) {
        List<Double> means = new ArrayList<>();
        for (List<RunResult> seed : seeds().values()) {
            seed.stream().map(measure).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble)
                    .average().ifPresent(means::add);
        }
        return Spread.of(means);
    }

    private record Key(Method config, Settings settings) {

        Class<?> kind() {
            return config.getClass();
        }

        /** Twice the place on the ladder, for there is another one below each configuration of it. */
        int step() {
            if (config instanceof Config own && own.ownLoss().isPresent()) {
                Set<Idea> ideas = EnumSet.of(Idea.GLOBAL_DISTANCE, own.ideas().toArray(Idea[]::new));
                return 2 * place(rung -> rung.ideas().equals(ideas)) + 1;
            }
            return 2 * place(config::equals);
        }

        private static int place(Predicate<Config> wanted) {
            int end = Config.LADDER.size();
            return IntStream.range(0, end).filter(at -> wanted.test(Config.LADDER.get(at))).findFirst().orElse(end);
        }
    }
}
