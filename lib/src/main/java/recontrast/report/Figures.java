package recontrast.report;

import java.util.Locale;
import java.util.Optional;

/** How numbers are written in tables. */
public final class Figures {

    /** Between a mean and its deviation. */
    public static final String SPREAD = "+-";

    private Figures() { }

    /** {@code 99.45+-0.12}, without a deviation {@code 99.45}; nothing for nothing. */
    public static String of(Optional<Spread> spread, int decimals) {
        return spread.map(value -> of(value.mean(), decimals)
                + (value.std().isPresent() ? SPREAD + of(value.std().getAsDouble(), decimals) : "")).orElse("");
    }

    /** {@code 99.45}, whatever the locale. */
    public static String of(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A setting's value: {@code 1e-4} where Java says 1.0E-4. */
    public static String words(Object value) {
        return value instanceof Double ? value.toString().replace(".0E", "E").replace('E', 'e') : value.toString();
    }
}
