package recontrast.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import recontrast.data.DataException;
import recontrast.data.Printable;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Turns whatever goes wrong into one line on standard error and an exit code.
 *
 * @param debug whether the stack trace follows
 */
record OneLineErrors(BooleanSupplier debug) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final String LOST_OUTPUT = "expected to write all lines to standard output; found that not all could be:"
            + " is the disk full, or did its reader end?";
    static final String START = "recontrast: ";

    @Override
    public int handleParseException(ParameterException refused, String[] args) {
        print(refused.getCommandLine(), question(refused) + seeHelp(refused.getCommandLine()), refused);
        return Main.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CancellationException) {
            print(command, "interrupted", failure);
            return Main.INTERRUPTED;
        }
        if (isOutOfMemory(failure) && !(failure instanceof DataException)) { // which names the image
            return outOfMemory(command, failure);
        }
        boolean usage = failure instanceof UsageException;
        print(command, message(failure) + (usage ? seeHelp(command) : ""), failure);
        return usage ? Main.USAGE : Main.FAILED;
    }

    int outOfMemory(CommandLine command, Throwable full) {
        print(command, "expected more Java heap than the " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB there are; found them full: set RECONTRAST_JAVA_OPTS=-Xmx4g, or choose a smaller --size", full);
        return Main.FAILED;
    }

    /** Of what was printed; a writer does not tell why. */
    int lostOutput(CommandLine command) {
        print(command, LOST_OUTPUT, new IOException(LOST_OUTPUT));
        return Main.FAILED;
    }

    private static boolean isOutOfMemory(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private void print(CommandLine command, String line, Throwable cause) {
        PrintWriter err = command.getErr();
        err.println(START + oneLine(line));
        if (debug.getAsBoolean()) {
            cause.printStackTrace(err);
        }
        err.flush();
    }

    private static String question(ParameterException refused) {
        if (refused instanceof UnmatchedArgumentException unmatched) {
            String unknown = "unknown argument " + unmatched.getUnmatched().get(0);
            return unmatched.getSuggestions().isEmpty() ? unknown
                    : unknown + ": did you mean " + nearest(unmatched.getSuggestions()) + "?";
        }
        if (refused.getArgSpec() instanceof OptionSpec option && refused.getValue() != null) {
            return "expected " + kind(option.auxiliaryTypes()[0], refused.getValue()) + " for " + option.longestName()
                    + "; found " + refused.getValue();
        }
        return refused.getMessage().substring(0, 1).toLowerCase(Locale.ROOT) + refused.getMessage().substring(1);
    }

    private static String nearest(List<String> suggestions) {
        return String.join(" or ", suggestions.subList(0, Math.min(2, suggestions.size())));
    }

    private static String kind(Class<?> type, String found) {
        boolean whole = found.matches("[-+]?\\d+");
        return List.of(Double.class, double.class).contains(type) ? "a number"
                : whole ? "a whole number of fewer digits" : "a whole number";
    }

    private static String seeHelp(CommandLine command) {
        return " (see " + command.getCommandSpec().qualifiedName() + " --help)";
    }

    static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).filter(text -> !text.isBlank())
                .orElse(failure.getClass().getSimpleName() + ", which says no more: --debug shows where");
    }

    /** The first: native code appends its own stack trace to a message. */
    private static String oneLine(String text) {
        return text.strip().lines().findFirst().map(Printable::of).orElse("");
    }
}
