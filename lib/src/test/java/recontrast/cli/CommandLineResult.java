package recontrast.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command left behind. */
record CommandLineResult(int code, List<String> out, List<String> err) {

    static CommandLineResult of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandLineResult(code, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** Everything on standard output. */
    String text() {
        return String.join("\n", out);
    }
}
