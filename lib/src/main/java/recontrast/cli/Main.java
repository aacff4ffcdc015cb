package recontrast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.io.PrintWriter;
import java.util.Map;

/**
 * The command {@code recontrast}.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. An error is one line on standard error.
 */
@Command(
        name = "recontrast",
        description = "Trains, compares and explains ReContrast, unsupervised anomaly detection on images.",
        subcommands = {RunCommand.class, TableCommand.class, PrepareCommand.class, WeightsCommand.class,
                ScoreCommand.class, ExportCommand.class, RunsCommand.class, BenchCommand.class,
                DoctorCommand.class},
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Installation.class,
        usageHelpWidth = 110)
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int INTERRUPTED = 130;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    private Main() { }

    public static void main(String[] args) {
        quietLogger();
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Settings of a logger are those of a program, not of the library, which may be part of another one. */
    private static void quietLogger() {
        Map.of("defaultLogLevel", "warn", "showThreadName", "false", "showShortLogName", "true").forEach((name, value) ->
                System.getProperties().putIfAbsent("org.slf4j.simpleLogger." + name, value));
    }

    /**
     * Runs a command on the calling thread, whose interruption ends it in good order.
     *
     * @return the exit code
     */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        OneLineErrors errors = new OneLineErrors(() -> main.debug);
        CommandLine command = new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        try {
            int code = command.execute(args);
            return code == DONE && out.checkError() ? errors.lostOutput(command) : code;
        } catch (OutOfMemoryError full) {
            return errors.outOfMemory(command, full);
        } finally {
            out.flush();
            err.flush();
        }
    }
}
