package recontrast.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import recontrast.model.Parameters;
import recontrast.model.Products;
import recontrast.weights.CacheFolder;
import recontrast.weights.WeightCache;

import java.util.Optional;

/** What tensors are computed with, and on. */
public final class Compute {

    static { // read when the engine starts, which asks the network for a place to report its use to
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (WeightCache.Access.standard() == WeightCache.Access.OFFLINE) {
            System.setProperty("ai.djl.offline", "true"); // no native libraries are fetched either
        }
    }

    private Compute() { }

    /** Found at the first need. */
    private static final class OfThisProcessor {

        private static final Products PRODUCTS = new MeasuredProducts(CacheFolder.ofThisMachine(),
                Processor.here() + ", " + Provenance.engineVersion(), MeasuredProducts::measured).choice();

        private OfThisProcessor() { }
    }

    /** Which convolutions are computed as products on a device; a GPU computes none so. */
    public static Products products(Device device) {
        return device.isGpu() ? Products.MANY : OfThisProcessor.PRODUCTS;
    }

    /** No tensors yet, of a model that computes as suits the device of {@code parent}, whose lifetime bounds it. */
    public static Parameters parameters(NDManager parent, long seed) {
        return Parameters.within(parent, seed, DataType.FLOAT32, products(parent.getDevice()));
    }

    /** The tensor engine; it reports nothing to its makers. It starts aside, for its start may take an interrupt away. */
    public static Engine engine() {
        Aside.run(() -> Engine.getEngine("PyTorch"));
        return Engine.getEngine("PyTorch");
    }

    /** With how many threads the engine computes on the processor; figures depend on it in their last digits. */
    public static int threads() {
        engine(); // which reads OMP_NUM_THREADS and its own settings
        return JniUtils.getNumThreads();
    }

    /** An owner of tensors on a device. */
    public static NDManager manager(Device device) {
        return engine().newBaseManager(device);
    }

    /** The device that the environment variable RECONTRAST_DEVICE names; by default a GPU where there is one. */
    public static Device standardDevice() {
        return device(Optional.ofNullable(System.getenv("RECONTRAST_DEVICE")).orElse("auto"));
    }

    /**
     * A device by name.
     *
     * @param name {@code auto} or nothing, {@code cpu}, {@code gpu} or {@code gpu1}, {@code gpu2} and so on
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Device device(String name) {
        int gpus = engine().getGpuCount();
        if (name.isBlank() || name.equals("auto")) {
            return gpus > 0 ? Device.gpu() : Device.cpu();
        }
        if (!name.matches("cpu|gpu\\d*")) {
            throw new IllegalArgumentException("expected device auto, cpu, gpu or gpu1, gpu2, ...; found " + name);
        }
        Device device = name.equals("gpu") ? Device.gpu() : Device.fromName(name); // which would be gpu(-1)
        if (device.isGpu() && device.getDeviceId() >= gpus) {
            throw new IllegalArgumentException("expected a GPU for device " + name + "; found " + gpus
                    + " that the engine can use: run `recontrast doctor`, or choose device cpu");
        }
        return device;
    }
}
