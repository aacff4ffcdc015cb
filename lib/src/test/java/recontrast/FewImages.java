package recontrast;

import recontrast.data.Category;
import recontrast.data.embedded.Embedded;

import java.util.stream.Stream;

/** A category that trains in seconds. */
public final class FewImages {

    private FewImages() { }

    /** Washers: the first so many good ones to train on, and half as many good and defective ones each to test. */
    public static Category washers(int count) {
        return few(Embedded.washer(), count);
    }

    /** As many weaves. */
    public static Category weaves(int count) {
        return few(Embedded.weave(), count);
    }

    private static Category few(Category all, int count) {
        return new Category(all.dataset(), all.name(), all.train().subList(0, count), Stream.concat(
                all.goodTest().stream().limit(count / 2), all.defectiveTest().stream().limit(count / 2)).toList());
    }
}
