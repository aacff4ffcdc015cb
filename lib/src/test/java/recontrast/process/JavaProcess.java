package recontrast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A class of the tests run in a Java process of its own.
 *
 * @param code its exit code
 * @param said its lines, on standard output and standard error
 */
public record JavaProcess(int code, List<String> said) {

    /** Waits for its end; {@code environment} is set beside this process's own. */
    static JavaProcess run(Class<?> main, Map<String, String> environment, List<String> options, Path log,
            String... arguments) throws IOException, InterruptedException {
        return run(List.of(), main, environment, options, log, arguments);
    }

    /** The same, started by another command, {@code before}; {@code options} may name another class path. */
    public static JavaProcess run(List<String> before, Class<?> main, Map<String, String> environment,
            List<String> options, Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().keySet().removeAll(List.of("OPT_OUT_TRACKING", "DJL_OFFLINE")); // the library sets them
        process.environment().putAll(environment);
        int code = process.start().waitFor();
        return new JavaProcess(code, Files.readAllLines(log));
    }
}
