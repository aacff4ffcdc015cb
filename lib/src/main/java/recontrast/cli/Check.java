package recontrast.cli;

import java.util.function.Supplier;

/**
 * One thing that the kit needs or would like.
 *
 * @param subject what it is
 * @param need whether runs depend on it
 * @param look says what is there, or throws an exception whose message says what is missing and what to do
 */
record Check(String subject, Need need, Supplier<String> look) {

    enum Need { REQUIRED, FOR_NOTEBOOKS }

    static Check required(String subject, Supplier<String> look) {
        return new Check(subject, Need.REQUIRED, look);
    }

    static Check forNotebooks(String subject, Supplier<String> look) {
        return new Check(subject, Need.FOR_NOTEBOOKS, look);
    }

    Finding find() {
        try {
            return new Finding(this, Finding.Verdict.OK, look.get());
        } catch (RuntimeException | LinkageError missing) {
            return new Finding(this, Finding.Verdict.MISSING, OneLineErrors.message(missing));
        }
    }
}
