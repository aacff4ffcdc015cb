package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Constant;
import recontrast.model.InPlace;
import recontrast.model.Parameter;
import recontrast.training.Optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Stochastic gradient descent with momentum, as PyTorch computes it: {@code v = m v + g + d w; w = w - r v}. */
final class Momentum implements Optimizer {

    /**
     * What weights are updated with.
     *
     * @param learningRate step length r
     * @param momentum what the velocity keeps, m
     * @param weightDecay part of a weight that is added to its gradient, d
     */
    record Settings(double learningRate, double momentum, double weightDecay) { }

    private final Settings settings;
    private final NDManager manager;
    private final List<Parameter> parameters;
    private final List<NDArray> velocities;

    /** An optimiser of these parameters, its state within the lifetime of {@code parent}. */
    Momentum(List<Parameter> parameters, Settings settings, NDManager parent) {
        this.settings = settings;
        this.manager = parent.newSubManager();
        this.parameters = List.copyOf(parameters);
        this.velocities = parameters.stream().map(parameter -> Optimizer.zeros(parameter, manager)).toList();
    }

    @Override
    public void step(double rateFactor) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray like = scratch.zeros(velocities.get(0).getShape());
            NDArray kept = Constant.of(settings.momentum(), like);
            NDArray decay = Constant.of(settings.weightDecay(), like);
            NDArray rate = Constant.of(settings.learningRate() * rateFactor, like);
            for (int i = 0; i < velocities.size(); i++) {
                NDArray weight = parameters.get(i).stored();
                NDArray velocity = velocities.get(i);
                velocity.muli(kept).addi(parameters.get(i).gradient()).addi(decay.mul(weight));
                weight.subi(rate.mul(velocity));
            }
        }
    }

    @Override
    public Map<String, NDArray> state(String name) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        IntStream.range(0, velocities.size()).forEach(i -> named.put(name + i, velocities.get(i)));
        return named;
    }

    @Override
    public void resume(Map<String, NDArray> tensors, String name, long stepsTaken) {
        IntStream.range(0, velocities.size()).forEach(i -> {
            NDArray saved = tensors.get(name + i);
            if (saved == null || !saved.getShape().equals(velocities.get(i).getShape())) {
                throw new IllegalArgumentException("expected the velocity of " + parameters.get(i).name()
                        + "; found none of its shape: is it the state of another configuration or backbone?");
            }
            InPlace.copy(saved, velocities.get(i));
        });
    }

    @Override
    public void close() {
        manager.close();
    }
}
