package recontrast.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.model.TorchScript;

/**
 * PyTorch's fused AdamW. The engine offers it to TorchScript alone, so it is a module of one line; {@code adamw.py}
 * beside it writes it.
 */
final class FusedUpdate {

    private static final String MODULE = "/recontrast/training/adamw.pt";

    private final TorchScript module;

    /**
     * What an update is made with.
     *
     * @param rate step length
     * @param beta1 what the first moment keeps
     * @param beta2 what the second moment keeps
     * @param weightDecay decoupled decay, in parts of the rate
     * @param epsilon added to the root of the second moment
     * @param step this one's number, from 1
     */
    record Scalars(double rate, double beta1, double beta2, double weightDecay, double epsilon, long step) { }

    private FusedUpdate(Device device) {
        module = TorchScript.on(device, MODULE);
    }

    /** The update on a device, where weights and moments must be. */
    static FusedUpdate on(Device device) {
        return new FusedUpdate(device);
    }

    /**
     * Moves the weights, and the moments with them.
     *
     * @param weights flat, changed in place
     * @param gradients in the weights' order
     * @param moments all first ones, all second ones, and all largest second ones if those divide the step
     */
    void apply(NDList weights, NDList gradients, NDList moments, Scalars scalars) {
        int count = weights.size();
        boolean largest = moments.size() > 2 * count;
        try (NDManager scratch = weights.head().getManager().newSubManager(Device.cpu())) {
            NDArray settings = scratch.create(new double[] {scalars.rate(), scalars.beta1(), scalars.beta2(),
                    scalars.weightDecay(), scalars.epsilon(), scalars.step(), largest ? 1 : 0});
            NDList inputs = named("weights", weights).addAll(named("gradients", gradients))
                    .addAll(named("first", moments.subNDList(0, count)))
                    .addAll(named("second", moments.subNDList(count, 2 * count)))
                    .addAll(named("largest", largest ? moments.subNDList(2 * count) : new NDList(settings.duplicate())));
            inputs.add(settings);
            module.plain(inputs).close();
        }
    }

    /** The engine takes neighbours of one name with brackets for one list. */
    private static NDList named(String name, NDList arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return new NDList(arrays);
    }
}
