package recontrast.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import org.apiguardian.api.API;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the engine offers to TorchScript alone: a module of a line or two in this library's jar. The Python file of the
 * same name beside it writes it.
 *
 * @param module on one device
 */
@API(status = API.Status.INTERNAL)
public record TorchScript(Model module) {

    private static final Map<Map.Entry<String, Device>, TorchScript> LOADED = new ConcurrentHashMap<>(); // kB each, for good

    /**
     * The module on a device, where its inputs must be.
     *
     * @param resource {@code /recontrast/model/relu6.pt}
     */
    public static TorchScript on(Device device, String resource) {
        return LOADED.computeIfAbsent(Map.entry(resource, device),
                key -> load(device, resource));
    }

    private static TorchScript load(Device device, String resource) {
        Model module = Model.newInstance(resource, device, "PyTorch");
        try (InputStream in = TorchScript.class.getResourceAsStream(resource)) {
            module.load(in);
            return new TorchScript(module);
        } catch (IOException | MalformedModelException broken) {
            throw new UncheckedIOException("cannot read " + resource + " of this library", new IOException(broken));
        }
    }

    /** What the module makes of the inputs, recorded by a gradient tape that runs; owned by the first one's manager. */
    public NDList of(NDList inputs) {
        return run(inputs, true);
    }

    /** The same, outside of any gradient. */
    public NDList plain(NDList inputs) {
        return run(inputs, false);
    }

    private NDList run(NDList inputs, boolean recorded) {
        NDManager owner = inputs.head().getManager();
        return module.getBlock().forward(new ParameterStore(owner, false), inputs, recorded);
    }
}
