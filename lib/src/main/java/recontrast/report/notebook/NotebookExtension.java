package recontrast.report.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Loaded by the kernel when the library comes on its class path: makes results render themselves. */
public final class NotebookExtension implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        Renderers.register(kernel.getRenderer());
    }
}
