package recontrast.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.model.ChannelsLast;
import recontrast.model.InPlace;
import recontrast.model.Parameter;
import recontrast.model.TorchScript;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch computes it: its own fused update, all parameters in one call, each
 * number read and written once. The engine offers that to TorchScript alone, so it is a module of a few lines, which
 * {@code adamw.py} beside it writes; the module finds the gradients where backward left them.
 */
public final class AdamW implements Optimizer {

    /**
     * What a group of parameters is updated with.
     *
     * @param learningRate step length
     * @param beta1 what the first moment keeps
     * @param beta2 what the second moment keeps
     * @param weightDecay decoupled decay, applied to every parameter
     * @param epsilon added to the root of the second moment
     * @param bound which second moment divides the step
     */
    public record Settings(double learningRate, double beta1, double beta2, double weightDecay, double epsilon,
            SecondMoment bound) {

        /** With PyTorch's usual betas. */
        public Settings(double learningRate, double weightDecay, double epsilon, SecondMoment bound) {
            this(learningRate, 0.9, 0.999, weightDecay, epsilon, bound);
        }

        /** As PyTorch has it but for rate and decay. */
        public static Settings decayed(double learningRate, double weightDecay) {
            return new Settings(learningRate, weightDecay, 1e-8, SecondMoment.RUNNING);
        }

        /** As PyTorch has it but for the rate, without decay: plain Adam (Kingma and Ba 2015). */
        public static Settings adam(double learningRate) {
            return decayed(learningRate, 0);
        }
    }

    /** The second moment that divides the step. */
    public enum SecondMoment {
        /** The running one. */
        RUNNING,
        /** The largest so far (AMSGrad, Reddi et al. 2018). */
        LARGEST
    }

    private final Settings settings;
    private final NDManager manager;
    private final TorchScript fused;
    private final List<Parameter> parameters;
    private final NDList state; // first moments, second ones and, where they count, the largest second ones
    private final NDList flatWeights; // views
    private final NDList flatState;
    private long steps; // since the start or the last reset

    /** An optimiser of these parameters, its state within the lifetime of {@code parent}. */
    public AdamW(List<Parameter> parameters, Settings settings, NDManager parent) {
        this.settings = settings;
        this.manager = parent.newSubManager();
        this.fused = TorchScript.on(parent.getDevice(), "/recontrast/training/adamw.pt");
        this.parameters = List.copyOf(parameters);
        int moments = settings.bound() == SecondMoment.LARGEST ? 3 : 2;
        this.state = new NDList(IntStream.range(0, moments).boxed()
                .flatMap(moment -> parameters.stream().map(parameter -> Optimizer.zeros(parameter, manager))).toList());
        this.flatWeights = flat(parameters.stream().map(Parameter::stored));
        this.flatState = flat(state.stream());
    }

    private NDList flat(Stream<NDArray> tensors) {
        NDList views = new NDList(tensors.map(ChannelsLast::flat).toList());
        views.attach(manager);
        return views;
    }

    @Override
    public void step(double rateFactor) {
        steps++;
        if (parameters.isEmpty()) {
            return;
        }
        int count = parameters.size();
        boolean largest = settings.bound() == SecondMoment.LARGEST;
        try (NDManager scratch = manager.newSubManager(Device.cpu())) {
            NDArray numbers = scratch.create(new double[] {settings.learningRate() * rateFactor, settings.beta1(),
                settings.beta2(), settings.weightDecay(), settings.epsilon(), steps, largest ? 1 : 0});
            NDList inputs = named("weights", flatWeights)
                    .addAll(named("leaves", parameters.stream().map(Parameter::leaf).toList()))
                    .addAll(named("first", flatState.subNDList(0, count)))
                    .addAll(named("second", flatState.subNDList(count, 2 * count)))
                    .addAll(named("largest", largest ? flatState.subNDList(2 * count) : List.of(numbers.duplicate())));
            inputs.add(numbers);
            fused.plain(inputs).close();
        }
    }

    /** The engine takes neighbours of one name with brackets for one list. */
    private static NDList named(String name, List<NDArray> arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return new NDList(arrays);
    }

    /** Forgets moments and step count, as the paper's stable variant does every 500 iterations. */
    public void reset() {
        steps = 0;
        state.forEach(moments -> moments.subi(moments));
    }

    @Override
    public Map<String, NDArray> state(String name) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        IntStream.range(0, state.size()).forEach(i -> named.put(name + i, state.get(i)));
        return named;
    }

    @Override
    public void resume(Map<String, NDArray> tensors, String name, long stepsTaken) {
        NDList saved = new NDList();
        for (int i = 0; tensors.containsKey(name + i); i++) {
            saved.add(tensors.get(name + i));
        }
        if (!Arrays.equals(saved.getShapes(), state.getShapes())) {
            throw new IllegalArgumentException("expected the moments of " + state.size() + " arrays of AdamW; found "
                    + saved.size() + ", or others in shape: is it the state of another configuration or backbone?");
        }
        IntStream.range(0, state.size()).forEach(i -> InPlace.copy(saved.get(i), state.get(i)));
        steps = stepsTaken;
    }

    @Override
    public void close() {
        manager.close();
    }
}
