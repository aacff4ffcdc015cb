package recontrast.run;

import ai.djl.Device;
import ai.djl.engine.Engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where and with what a run was made.
 *
 * @param library version of this library
 * @param engine tensor engine and its version
 * @param device what it computed on
 * @param threads with how many the engine computed on the processor
 * @param java version of Java
 * @param system operating system and architecture
 * @param started when, in UTC
 */
public record Provenance(
        String library, String engine, String device, int threads, String java, String system, String started) {

    /** Of a run that starts now. */
    public static Provenance now(Device device) {
        Engine engine = Compute.engine();
        return new Provenance(
                libraryVersion(),
                engine.getEngineName() + " " + engine.getVersion() + " (DJL " + Engine.getDjlVersion() + ")",
                device.toString(),
                Compute.threads(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
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
