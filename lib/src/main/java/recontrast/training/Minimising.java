package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Batch;
import recontrast.model.GradientTape;
import recontrast.model.Parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Steps that minimise a loss over groups of weights, or several one after the other on the same batch, each over groups
 * of its own: {@code new Minimising().over(weights, settings).minimise(loss)}.
 */
public class Minimising implements Steps {

    private final List<Group> groups = new ArrayList<>();
    private final List<Objective> objectives = new ArrayList<>();
    private IntToDoubleFunction schedule = iteration -> 1;

    /** A loss of a batch, a scalar on the device, computed while the tape records. */
    @FunctionalInterface
    public interface Loss {

        NDArray of(NDManager owner, Batch batch, int iteration);
    }

    private record Group(String name, List<Parameter> weights, Optimizer update) { }

    private record Objective(List<Group> groups, IntPredicate turns, Loss loss) {

        NDArray minimise(NDManager owner, Batch batch, int iteration, double rateFactor) {
            List<Parameter> tracked = groups.stream().flatMap(group -> group.weights.stream()).toList();
            tracked.forEach(weight -> weight.track(owner));
            try {
                NDArray value;
                try (GradientTape tape = GradientTape.start()) {
                    value = loss.of(owner, batch, iteration);
                    tape.backward(value);
                }
                groups.forEach(group -> group.update.step(rateFactor));
                return value.stopGradient();
            } finally {
                tracked.forEach(Parameter::untrack);
            }
        }
    }

    /** Over these weights the next loss is minimised, with those that are named before it. */
    public Minimising over(List<Parameter> weights, AdamW.Settings settings) {
        return over(weights, new AdamW(weights, settings, weights.get(0).stored().getManager()));
    }

    /** The same, by stochastic gradient descent. */
    public Minimising over(List<Parameter> weights, Momentum.Settings settings) {
        return over(weights, new Momentum(weights, settings, weights.get(0).stored().getManager()));
    }

    private Minimising over(List<Parameter> weights, Optimizer update) {
        groups.add(new Group(Checkpoint.OPTIMIZER + groups.size() + ".moment.", weights, update));
        return this;
    }

    /** A loss over the weights that were named since the loss before; a step's loss is the sum of all. */
    public Minimising minimise(Loss loss) {
        return minimise(loss, iteration -> true);
    }

    /** The same, in those iterations alone that are its turns. */
    public Minimising minimise(Loss loss, IntPredicate turns) {
        int named = objectives.stream().mapToInt(before -> before.groups.size()).sum();
        objectives.add(new Objective(List.copyOf(groups.subList(named, groups.size())), turns, loss));
        return this;
    }

    /** Multiplies all rates by what {@code factor} gives for an iteration. */
    public Minimising scheduled(IntToDoubleFunction factor) {
        schedule = factor;
        return this;
    }

    @Override
    public NDArray take(NDManager owner, Batch batch, int iteration, TrainingListener listener) {
        double rateFactor = schedule.applyAsDouble(iteration);
        return objectives.stream().filter(objective -> objective.turns.test(iteration))
                .map(objective -> objective.minimise(owner, batch, iteration, rateFactor))
                .reduce(NDArray::add).orElseThrow();
    }

    @Override
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        groups.forEach(group -> state.putAll(group.update.state(group.name)));
        return state;
    }

    @Override
    public void resume(Map<String, NDArray> state, int iterations) {
        objectives.forEach(objective -> {
            long taken = IntStream.range(0, iterations).filter(objective.turns).count();
            objective.groups.forEach(group -> group.update.resume(state, group.name, taken));
        });
    }

    @Override
    public void close() {
        groups.forEach(group -> group.update.close());
    }
}
