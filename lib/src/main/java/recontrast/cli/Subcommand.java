package recontrast.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;

/** What every command has: where it prints, what it was given, and an end in good order where it is interrupted. */
abstract class Subcommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Says so in a line on standard error. */
    void remark(String line) {
        err().println(OneLineErrors.START + line);
    }

    ParseResult given() {
        return spec.commandLine().getParseResult();
    }

    /** Work that Ctrl-C ends in good order: the JVM waits until everything is saved and said. */
    int interruptibly(IntSupplier work) {
        return Interruption.during(work, err());
    }
}
