package recontrast.report.notebook;

import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name that a cell uses, and Java does not know. */
record MissingImport(JShell shell, String name) {

    private static final int WAITS = 50;
    private static final int WAIT_MILLIS = 200;

    /** The imports that would make it known, as a line that follows the error; none if there are none. */
    String advice() {
        String imports = imports().collect(Collectors.joining(" or "));
        return imports.isEmpty() ? "" : "\n  add       " + imports;
    }

    private Stream<String> imports() {
        if (Stream.of(Notebook.class.getMethods()).anyMatch(method -> method.getName().equals(name))) {
            return Stream.of("import static " + Notebook.class.getName() + ".*;");
        }
        QualifiedNames known = known();
        return Stream.of("recontrast", "java")
                .map(root -> known.getNames().stream().filter(one -> one.matches(root + "\\.[a-z.]*" + name)).toList())
                .filter(found -> !found.isEmpty()).findFirst().stream().flatMap(found -> found.stream())
                .map(found -> "import " + found.substring(0, found.length() - name.length()) + "*;");
    }

    /** The class path's names, which a kernel that has just started is still reading. */
    private QualifiedNames known() {
        QualifiedNames names = named();
        try {
            for (int i = 0; i < WAITS && !names.isUpToDate(); i++) {
                Thread.sleep(WAIT_MILLIS);
                names = named();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return names;
    }

    private QualifiedNames named() {
        return shell.sourceCodeAnalysis().listQualifiedNames(name, name.length());
    }
}
