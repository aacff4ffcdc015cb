package recontrast.rival;

import recontrast.detector.Method;
import recontrast.detector.MethodFamily;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The compared systems with the settings that their papers publish. */
public final class Rivals implements MethodFamily {

    public static final PaDiM PADIM = new PaDiM(100, 0.01);
    public static final SimpleNet SIMPLENET = new SimpleNet(0.015, 0.5, 1024, 1e-4, 2e-4, 1e-5);
    public static final CFA CFA = new CFA(3, 3, 1e-5, 0.1, 1, 1, 1e-3, 5e-4);
    public static final CFlowAD CFLOWAD = new CFlowAD(8, 1.9, 128, 8192, 2e-4, 0.02);

    /** All of them. */
    public static final List<Method> ALL = List.of(PADIM, SIMPLENET, CFA, CFLOWAD);

    @Override
    public List<Method> named() {
        return ALL;
    }

    @Override
    public Optional<Class<? extends Method>> typeOf(String name, Set<String> properties) {
        return ALL.stream().filter(rival -> rival.name().equals(name)).findFirst().map(Method::getClass);
    }
}
