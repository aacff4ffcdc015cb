package recontrast.rival;

import recontrast.detector.Method;

import java.util.Optional;

/**
 * How much memory what is kept of images may take on the device; more is refused before it is taken.
 *
 * @param mebibytes MiB
 */
record MemoryBound(long mebibytes) {

    private static final String VARIABLE = "RECONTRAST_MEMORY";
    private static final String STANDARD = "4096";

    /**
     * What the environment variable RECONTRAST_MEMORY says, else the system property {@code recontrast.memory}, else
     * 4096 MiB.
     */
    static MemoryBound standard() {
        String found = Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isBlank())
                .orElseGet(() -> System.getProperty("recontrast.memory", STANDARD)).strip();
        if (!found.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "expected MiB in " + VARIABLE + ", a whole number such as " + STANDARD + "; found " + found);
        }
        return new MemoryBound(Long.parseLong(found));
    }

    /** @throws IllegalArgumentException if the method takes more for so many images */
    void require(Method method, Method.Setup setup, int images) {
        long needed = (method.memory(setup, images) >> 20) + 1;
        if (needed > mebibytes) {
            throw new IllegalArgumentException(("expected at most %d MiB for what %s keeps of images; found %d images of"
                    + " %d px, %d MiB: take fewer or smaller images, or set %s=%d where there is room").formatted(
                    mebibytes, method.name(), images, setup.resolution().crop(), needed, VARIABLE, needed));
        }
    }
}
