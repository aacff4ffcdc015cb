package recontrast.report.notebook;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the library needs of a notebook's kernel: it shows there what it has rendered itself. */
interface Kernel {

    /** The kernel in which a cell is running; none outside of one. */
    static Optional<Kernel> running() {
        return Stream.<Supplier<Optional<Kernel>>>of(JJavaKernel::running, IJavaKernel::running)
                .flatMap(kernel -> ifLoaded(kernel).stream()).findFirst();
    }

    private static Optional<Kernel> ifLoaded(Supplier<Optional<Kernel>> kernel) {
        try {
            return kernel.get();
        } catch (LinkageError notOnClassPath) {
            return Optional.empty();
        }
    }

    /** The output of the running cell. */
    Output output();

    /** Shows a value that the library does not know, as the kernel renders it. */
    void showOther(Object value);

    /** A cell's output. What is shown there is given by MIME type. */
    interface Output {

        void display(Map<String, String> bundle, String id);

        /** Puts this in the place of what was displayed with that id. */
        void update(Map<String, String> bundle, String id);
    }
}
