package recontrast.rival;

import recontrast.detector.Method;
import recontrast.training.OnePass;
import recontrast.training.Training;

import java.util.Optional;

/** A detector that is fitted on the features of an encoder that never changes, without a loss. */
abstract class FittedDetector extends FrozenFeatureDetector {

    private static final String VARIABLE = "RECONTRAST_MEMORY";
    private static final String STANDARD = "4096";

    private final Method method;

    FittedDetector(Rival.Site site, Method method) {
        super(site);
        this.method = method;
    }

    /**
     * Refuses what it cannot be fitted to: more images than there is memory for on the device, by the environment variable
     * RECONTRAST_MEMORY, else by the system property {@code recontrast.memory}, else by 4096 MiB.
     *
     * @throws IllegalArgumentException with what was expected, found, and can be done
     */
    void require(int images) {
        long needed = (method.memory(setup, images) >> 20) + 1; // MiB
        long most = mebibytes();
        if (needed > most) {
            throw new IllegalArgumentException(("expected at most %d MiB for what %s keeps of images; found %d images of"
                    + " %s px, %d MiB: take fewer or smaller images, or set %s=%d where there is room").formatted(
                    most, method.name(), images, size(), needed, VARIABLE, needed));
        }
    }

    private static long mebibytes() {
        String found = Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isBlank())
                .orElseGet(() -> System.getProperty("recontrast.memory", STANDARD)).strip();
        if (!found.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "expected MiB in " + VARIABLE + ", a whole number such as " + STANDARD + "; found " + found);
        }
        return Long.parseLong(found);
    }

    /** Makes of the features of good images what maps are made with. */
    abstract void fit(GoodImages good);

    @Override
    final Training training(GoodImages good) {
        require(good.count());
        return new OnePass(parameters(), () -> fit(good));
    }
}
