package recontrast.report.notebook;

import org.apiguardian.api.API;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Loaded by the kernel when the library comes on its class path: results render themselves, and errors are sentences. */
@API(status = API.Status.INTERNAL)
public final class NotebookExtension implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        JJavaKernel.register(kernel.getRenderer());
        CellErrors.install(kernel);
    }

    /** The kernel is shut down: it ends once a run under way is saved, not when the threads of its cells time out. */
    @Override
    public void uninstall(BaseKernel kernel) {
        new Thread(() -> System.exit(0), "end of kernel").start();
    }
}
