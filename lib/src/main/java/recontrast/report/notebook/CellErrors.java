package recontrast.report.notebook;

import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cell's error as its sentence, and below it the lines of cells that led there; of a fault inside the library also its
 * type, and the library's line.
 *
 * <p>JJava gives the type and the whole stack, and leaves nobody to say otherwise. But the stack is JShell's, which tells
 * its listeners of an error before JJava reads it, and each line of JJava's goes through a styler, whose place this takes.
 */
final class CellErrors extends StringStyler {

    private static final Pattern SENTENCE = Pattern.compile("(recontrast\\.[\\w.$]+"
            + "|java\\.lang\\.Illegal(Argument|State)Exception"
            + "|java\\.io\\.UncheckedIOException|java\\.util\\.concurrent\\.CancellationException): (?!null$)");
    private static final Pattern IN_CELL = Pattern.compile("\tat \\.\\(#(\\w+):(\\d+)\\)");
    private static final Pattern UNKNOWN = Pattern.compile("\\s*symbol: +(?:class|variable|method) (\\w+).*");
    private static final int LINES_OF_CELLS = 5;

    private final JShell shell;
    private final AtomicInteger nextCell;
    private final Map<String, Integer> cells = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    private CellErrors(BaseKernel kernel, StringStyler own) throws ReflectiveOperationException {
        super((String) of(own, "primaryStyle"), (String) of(own, "secondaryStyle"), (String) of(own, "hlStyle"),
                (Function<Integer, String>) of(own, "linePrefix"));
        shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        nextCell = (AtomicInteger) field(BaseKernel.class, "executionCount").get(kernel);
    }

    /** Has a kernel show its errors so. One of a version that this does not fit goes on as before. */
    static void install(BaseKernel kernel) {
        try {
            Field styler = field(BaseKernel.class, "errorStyler");
            CellErrors errors = new CellErrors(kernel, (StringStyler) styler.get(kernel));
            styler.set(kernel, errors);
            errors.shell.onSnippetEvent(errors::happened);
        } catch (ReflectiveOperationException | RuntimeException otherKernelVersion) {
            // its errors are longer
        }
    }

    private static Object of(StringStyler styler, String field) throws ReflectiveOperationException {
        return field(StringStyler.class, field).get(styler);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private void happened(SnippetEvent event) {
        cells.putIfAbsent(event.snippet().id(), nextCell.get() - 1);
        for (Throwable error = event.exception(); error instanceof EvalException failure; error = error.getCause()) {
            failure.setStackTrace(shortened(failure));
        }
    }

    private static StackTraceElement[] shortened(EvalException error) {
        boolean sentence = SENTENCE.matcher(error.getExceptionClassName() + ": " + error.getMessage()).lookingAt();
        Stream<StackTraceElement> library = Stream.of(error.getStackTrace())
                .filter(frame -> !sentence && frame.getClassName().startsWith("recontrast.")).limit(1);
        Stream<StackTraceElement> cells = Stream.of(error.getStackTrace())
                .filter(frame -> frame.getClassName().isEmpty())
                .map(frame -> new StackTraceElement("", "", frame.getFileName(), frame.getLineNumber()))
                .distinct().limit(LINES_OF_CELLS);
        return Stream.concat(library, cells).toArray(StackTraceElement[]::new);
    }

    @Override
    public String secondary(String line) {
        Matcher inCell = IN_CELL.matcher(line);
        Matcher unknown = UNKNOWN.matcher(line);
        String said = inCell.matches() ? "\tat " + place(inCell.group(1), Integer.parseInt(inCell.group(2)))
                : SENTENCE.matcher(line).replaceFirst("");
        String advice = unknown.matches() ? new MissingImport(shell, unknown.group(1)).advice() : "";
        return super.secondary(said + advice);
    }

    /** A cell's number, and its line; of one defined anew since then, the number. */
    private String place(String snippet, int line) {
        Optional<String> source = shell.snippets().filter(one -> one.id().equals(snippet)).findFirst()
                .flatMap(one -> one.source().lines().skip(line - 1).findFirst());
        return "cell [" + cells.get(snippet) + "]" + source.map(code -> ": " + code.strip()).orElse("");
    }
}
