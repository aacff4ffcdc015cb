package recontrast.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The end of an error message: the names there are, and the one that was probably meant. */
public record DidYouMean(List<String> names) {

    private static final int SHOWN = 12;

    /** {@code bottle, cable: did you mean bottle?} */
    String insteadOf(String name) {
        String question = names.isEmpty() ? "check the path"
                : nearest(name).map(meant -> "did you mean " + meant + "?").orElse("name one of them");
        return listing() + ": " + question;
    }

    /** {@code our: did you mean Ours?}; the name alone where it is like none of them. */
    public String of(String name) {
        return nearest(name).map(meant -> name + ": did you mean " + meant + "?").orElse(name);
    }

    /** The names with commas, the first dozen of many. */
    String listing() {
        if (names.isEmpty()) {
            return "nothing there";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    /** The name with the fewest edits, where they are few: two, or a third of a long name, and not all of a short one. */
    private Optional<String> nearest(String name) {
        int most = Math.min(name.length() - 1, Math.max(2, name.length() / 3));
        return names.stream()
                .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
                .filter(candidate -> edits(name, candidate) <= most);
    }

    /** Insertions, deletions and replacements from one name to the other, whatever the case (Levenshtein). */
    private static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1]; // edits from the beginning of a to each beginning of b
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
