package recontrast.rival;

import recontrast.detector.Method;
import recontrast.detector.MethodFamily;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The compared systems with the settings that their papers publish. */
public final class Rivals implements MethodFamily {

    public static final SPADE SPADE = new SPADE(50);
    public static final PaDiM PADIM = new PaDiM(100, 0.01);
    public static final PatchCore PATCH_CORE = new PatchCore(0.1, 9, 0.9);
    public static final PatchCore PATCH_CORE_1 = new PatchCore(0.01, 9, 0.9);
    public static final PatchCore PATCH_CORE_25 = new PatchCore(0.25, 9, 0.9);
    public static final SimpleNet SIMPLENET = new SimpleNet(0.015, 0.5, 1024, 1e-4, 2e-4, 1e-5);
    public static final GANomaly GANOMALY = new GANomaly(64, 512, 100, 1, 50, 1, 2e-4, 0.5);
    public static final FAnoGAN F_ANOGAN = new FAnoGAN(64, 512, 128, 10, 1, 1e-4, 5e-5);
    public static final AEFlow AE_FLOW = new AEFlow(8, 2, 0.5, 0.9, 2e-3, 1e-5);

    /** All of them. */
    public static final List<Method> ALL = List.of(SPADE, PADIM, PATCH_CORE, PATCH_CORE_1, PATCH_CORE_25, SIMPLENET,
            GANOMALY, F_ANOGAN, AE_FLOW);

    @Override
    public List<Method> named() {
        return ALL;
    }

    @Override
    public Optional<Class<? extends Method>> typeOf(String name, Set<String> properties) {
        return ALL.stream().filter(rival -> (name + "-").startsWith(rival.name() + "-")).findFirst().map(Method::getClass);
    }
}
