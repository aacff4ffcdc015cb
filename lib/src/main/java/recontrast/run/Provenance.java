package recontrast.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import recontrast.model.Products;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where and with what a run was made.
 *
 * @param library version of this library
 * @param engine tensor engine and its version
 * @param device what it computed on
 * @param processor of the machine; not recorded by earlier versions
 * @param products which convolutions it computed as products; a run that was stopped goes on so
 * @param threads with how many the engine computed on the processor
 * @param java version of Java
 * @param system operating system and architecture
 * @param started when, in UTC
 */
public record Provenance(
        String library, String engine, String device, String processor, Products products, int threads, String java,
        String system, String started) {

    public Provenance {
        processor = processor == null ? "not recorded" : processor;
        products = products == null ? Products.MANY : products; // as earlier versions computed everywhere
    }

    /** Of a run that starts now. */
    public static Provenance now(Device device) {
        return now(device, Compute.products(device));
    }

    static Provenance now(Device device, Products products) {
        return new Provenance(
                libraryVersion(),
                engineVersion(),
                device.toString(),
                Processor.here().toString(),
                products,
                Compute.threads(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Of the engine and of DJL: {@code PyTorch 2.7.1 (DJL 0.36.0)}. */
    public static String engineVersion() {
        Engine engine = Compute.engine();
        return engine.getEngineName() + " " + engine.getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
    }

    /** Of this library; {@code development} outside of a jar. */
    public static String libraryVersion() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion()).orElse("development");
    }

    /** {@code 1 thread}, {@code 2 threads}. */
    public String inThreads() {
        return threads + (threads == 1 ? " thread" : " threads");
    }
}
