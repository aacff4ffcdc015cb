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

    enum Need {
        REQUIRED(""),
        FOR_NOTEBOOKS(" (only notebooks need it)"),
        FOR_IMAGENET(" (only backbones other than embedded need it)");

        private final String remark;

        Need(String remark) {
            this.remark = remark;
        }

        /** Who can do without. */
        String remark() {
            return remark;
        }
    }

    static Check required(String subject, Supplier<String> look) {
        return new Check(subject, Need.REQUIRED, look);
    }

    static Check forNotebooks(String subject, Supplier<String> look) {
        return new Check(subject, Need.FOR_NOTEBOOKS, look);
    }

    static Check forImageNet(String subject, Supplier<String> look) {
        return new Check(subject, Need.FOR_IMAGENET, look);
    }

    Finding find() {
        try {
            return new Finding(this, Finding.Verdict.OK, look.get());
        } catch (RuntimeException | LinkageError missing) {
            return new Finding(this, Finding.Verdict.MISSING, OneLineErrors.message(missing));
        }
    }
}
