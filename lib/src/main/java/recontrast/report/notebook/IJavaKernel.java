package recontrast.report.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * IJava, which JJava was forked from. No registry has it: its methods are found by their names.
 *
 * <p>It has no extensions, so the library's results are registered with its renderer when a cell first uses {@link
 * Notebook}.
 */
record IJavaKernel(Object kernel) implements Kernel {

    private static final String DISPLAY = "io.github.spencerpark.jupyter.kernel.display.";
    private static final Set<Object> REGISTERED = Collections.newSetFromMap(new WeakHashMap<>());

    static Optional<Kernel> running() {
        try {
            Class<?> main = Class.forName("io.github.spencerpark.ijava.IJava");
            return Optional.ofNullable(main.getMethod("getKernelInstance").invoke(null))
                    .map(IJavaKernel::new).filter(IJavaKernel::runsACell).map(IJavaKernel::registered);
        } catch (ReflectiveOperationException otherKernel) {
            return Optional.empty();
        }
    }

    private boolean runsACell() {
        return (boolean) call(stream(), "isAttached");
    }

    private Object stream() {
        Object io = call(kernel, "getIO");
        return perform(() -> io.getClass().getField("display").get(io));
    }

    private Kernel registered() {
        synchronized (REGISTERED) {
            if (REGISTERED.add(kernel)) {
                Rendering.ALL.forEach(this::register);
            }
        }
        return this;
    }

    private void register(Rendering<?> rendering) {
        Object registration = call(call(kernel, "getRenderer"), "createRegistration", rendering.type());
        call(registration, "preferring", (Object) rendering.mimes().toArray(String[]::new));
        Class<?> function = perform(() -> Class.forName(DISPLAY + "RenderFunction"));
        call(registration, "register", Proxy.newProxyInstance(
                function.getClassLoader(), new Class<?>[] {function}, (proxy, method, valueAndContext) -> {
                    rendering.rendered(valueAndContext[0]).forEach(
                            (mime, content) -> renderIfRequested(valueAndContext[1], mime, content));
                    return null;
                }));
    }

    private static void renderIfRequested(Object context, String mime, String content) {
        Object type = perform(() -> Class.forName(DISPLAY + "mime.MIMEType").getMethod("parse", String.class)
                .invoke(null, mime));
        call(context, "renderIfRequested", type, (Supplier<Object>) () -> content);
    }

    @Override
    public Output output() {
        return new CellOutput(stream());
    }

    @Override
    public void showOther(Object value) {
        call(kernel, "display", call(call(kernel, "getRenderer"), "render", value));
    }

    private record CellOutput(Object stream) implements Output {

        @Override
        public void display(Map<String, String> bundle, String id) {
            call(stream, "display", data(bundle, id));
        }

        @Override
        public void update(Map<String, String> bundle, String id) {
            call(stream, "updateDisplay", data(bundle, id));
        }

        private static Object data(Map<String, String> bundle, String id) {
            Object data = perform(() -> Class.forName(DISPLAY + "DisplayData").getConstructor().newInstance());
            bundle.forEach((mime, content) -> call(data, "putData", mime, content));
            call(data, "setDisplayId", id);
            return data;
        }
    }

    private static Object call(Object on, String name, Object... arguments) {
        Method method = Stream.of(on.getClass().getMethods())
                .filter(one -> one.getName().equals(name) && takes(one.getParameterTypes(), arguments)).findFirst()
                .orElseThrow(() -> new IllegalStateException("expected IJava 1.3, found a kernel of its name without "
                        + on.getClass().getSimpleName() + "." + name + ": use JJava"));
        return perform(() -> method.invoke(on, arguments));
    }

    private static boolean takes(Class<?>[] types, Object[] arguments) {
        return types.length == arguments.length
                && IntStream.range(0, types.length).allMatch(i -> types[i].isInstance(arguments[i]));
    }

    private static <T> T perform(Reflection<T> reflection) {
        try {
            return reflection.perform();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected IJava 1.3, found another kernel of its name: use JJava", e);
        }
    }

    /** Something done by names. */
    private interface Reflection<T> {
        T perform() throws ReflectiveOperationException;
    }
}
