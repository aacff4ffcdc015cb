package recontrast.rival;

import org.apiguardian.api.API;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;
import recontrast.training.RateDrop;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The compared systems with the settings that their papers publish. */
@API(status = API.Status.STABLE)
public final class Rivals implements MethodFamily {

    public static final SPADE SPADE = new SPADE(50);
    public static final PaDiM PADIM = new PaDiM(100, 0.01);
    public static final PatchCore PATCH_CORE = new PatchCore(0.1, 9, 0.9);
    public static final PatchCore PATCH_CORE_1 = new PatchCore(0.01, 9, 0.9);
    public static final PatchCore PATCH_CORE_25 = new PatchCore(0.25, 9, 0.9);
    public static final SimpleNet SIMPLENET = new SimpleNet(0.015, 0.5, 1024, 1e-4, 2e-4, 1e-5);
    public static final UniAD UNIAD =
            new UniAD(new Transformer(4, 256, 8, 1024, 1e-4, 1e-4, new RateDrop(0.8, 0.1)), 7, 20);
    public static final ADTR ADTR = new ADTR(UNIAD.transformer());
    public static final DRAEM DRAEM = new DRAEM(128, 0.5, 0.1, 2, 21, 1e-4);
    public static final CutPaste CUTPASTE = new CutPaste(512, 0.1, 0.01, 0.03, 0.9, 3e-5);
    public static final GCAD GCAD = new GCAD(64, 32, 0.1, 1e-4, 1e-5);
    public static final CFA CFA = new CFA(3, 3, 1e-5, 0.1, 1, 1, 1e-3, 5e-4);
    public static final CFlowAD CFLOWAD = new CFlowAD(8, 1.9, 128, 8192, 2e-4, 0.02);
    public static final GANomaly GANOMALY = new GANomaly(64, 512, 100, 1, 50, 1, 2e-4, 0.5);
    public static final FAnoGAN F_ANOGAN = new FAnoGAN(64, 512, 128, 10, 1, 1e-4, 5e-5);
    public static final AEFlow AE_FLOW = new AEFlow(8, 2, 0.5, 0.9, 2e-3, 1e-5);

    /** All of them: fitted on frozen features, heads trained on those, and networks of their own. */
    public static final List<Method> ALL = List.of(
            SPADE, PADIM, PATCH_CORE, PATCH_CORE_1, PATCH_CORE_25,
            SIMPLENET, CFA, CFLOWAD, ADTR, UNIAD,
            CUTPASTE, DRAEM, GANOMALY, F_ANOGAN, AE_FLOW, GCAD);

    @Override
    public List<Method> named() {
        return ALL;
    }

    @Override
    public Optional<Class<? extends Method>> typeOf(String name, Set<String> properties) {
        return ALL.stream().filter(rival -> (name + "-").startsWith(rival.name() + "-")).findFirst().map(Method::getClass);
    }
}
