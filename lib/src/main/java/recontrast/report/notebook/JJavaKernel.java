package recontrast.report.notebook;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;

/** JJava, the kernel that the notebooks come with. */
record JJavaKernel(BaseKernel kernel) implements Kernel {

    static Optional<Kernel> running() {
        try {
            BaseKernel kernel = BaseKernel.notebookKernel();
            return kernel.getIO().display.isAttached() ? Optional.of(new JJavaKernel(kernel)) : Optional.empty();
        } catch (NullPointerException noKernel) {
            return Optional.empty();
        }
    }

    /** Makes results render themselves where they are a cell's last expression. */
    static void register(Renderer renderer) {
        for (Rendering<?> rendering : Rendering.ALL) {
            renderer.createRegistration(rendering.type())
                    .preferring(rendering.mimes().stream().map(MIMEType::parse).toArray(MIMEType[]::new))
                    .register((value, context) -> rendering.rendered(value).forEach((mime, content) ->
                            context.renderIfRequested(MIMEType.parse(mime), () -> content)));
        }
    }

    @Override
    public Output output() {
        DisplayStream stream = kernel.getIO().display;
        return new CellOutput(stream, cell(stream));
    }

    private static Optional<ShellReplyEnvironment> cell(DisplayStream stream) {
        try {
            Field env = DisplayStream.class.getDeclaredField("env");
            env.setAccessible(true);
            return Optional.ofNullable((ShellReplyEnvironment) env.get(stream));
        } catch (ReflectiveOperationException | RuntimeException otherKernelVersion) {
            return Optional.empty();
        }
    }

    @Override
    public void showOther(Object value) {
        kernel.display(kernel.getRenderer().render(value));
    }

    /**
     * When a cell is stopped, the kernel closes it at once, and what its thread says while it winds up would be dropped.
     * So this keeps the cell's channel, which still reaches the notebook.
     */
    private record CellOutput(DisplayStream stream, Optional<ShellReplyEnvironment> cell) implements Output {

        @Override
        public void display(Map<String, String> bundle, String id) {
            stream.display(data(bundle, id));
        }

        @Override
        public void update(Map<String, String> bundle, String id) {
            DisplayData data = data(bundle, id);
            cell.ifPresentOrElse(
                    channel -> channel.publish(new PublishUpdateDisplayData(data)), () -> stream.updateDisplay(data));
        }

        private static DisplayData data(Map<String, String> bundle, String id) {
            DisplayData data = new DisplayData();
            bundle.forEach((mime, content) -> data.putData(mime, content));
            data.putTransientData("display_id", id); // setDisplayId is not the same method in every version of the kernel
            return data;
        }
    }
}
