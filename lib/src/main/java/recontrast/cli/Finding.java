package recontrast.cli;

/**
 * What a check found.
 *
 * @param detail what is there, or what is missing and what to do
 */
record Finding(Check check, Verdict verdict, String detail) {

    enum Verdict { OK, MISSING }

    /** Whether runs are impossible before it is mended. */
    boolean fatal() {
        return verdict == Verdict.MISSING && check.need() == Check.Need.REQUIRED;
    }

    /** {@code OK       java: 17.0.15}. */
    String line() {
        String only = verdict == Verdict.MISSING ? check.need().remark() : "";
        return "%-8s %s: %s%s".formatted(verdict == Verdict.OK ? "OK" : "missing", check.subject(), detail, only);
    }
}
