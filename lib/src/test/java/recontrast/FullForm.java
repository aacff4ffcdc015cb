package recontrast;

/**
 * Tests that would take too long in every build do less of the same there; {@code -Drecontrast.full=true} lets them do
 * all of it.
 */
public final class FullForm {

    private FullForm() { }

    /** How often to do something. */
    public static int times(int always, int inFull) {
        return asked() ? inFull : always;
    }

    public static boolean asked() {
        return Boolean.getBoolean("recontrast.full");
    }
}
