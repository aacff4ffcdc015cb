package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A named set of categories. */
@API(status = API.Status.STABLE)
public interface Dataset {

    /** What stands for every category in place of a name. */
    String ALL = "all";

    String name();

    /** Names of the categories, in order. */
    List<String> categories();

    /**
     * The category of this name, checked but with no image decoded yet.
     *
     * @throws DataException where there is no such category, or its files do not fit together
     */
    Category category(String name);

    /**
     * The category of this name, or every one for {@code all}.
     *
     * @throws DataException where there is no such category, or one that is itself called {@code all}
     */
    default List<Category> named(String name) {
        if (!name.equals(ALL)) {
            return List.of(category(name));
        }
        if (categories().contains(ALL) && categories().size() > 1) {
            throw new DataException("expected categories of other names than all, which means all of them; found "
                    + String.join(", ", categories()) + ": rename that folder");
        }
        return categories().stream().map(this::category).toList();
    }

    /**
     * A data set of categories that are read by their names.
     *
     * @param refusal what is said of a name that is none of theirs
     */
    static Dataset of(String name, List<String> categories, Function<String, Category> reader,
            Function<String, String> refusal) {
        return new Dataset() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> categories() {
                return categories;
            }

            @Override
            public Category category(String wanted) {
                if (!categories.contains(wanted)) {
                    throw new DataException(refusal.apply(wanted));
                }
                return reader.apply(wanted);
            }
        };
    }

    /** A data set of one category. */
    static Dataset of(Category only) {
        return of(only.dataset(), List.of(only.name()), name -> only,
                name -> "expected category " + only.name() + ", the only one of " + only.dataset() + "; found " + name
                        + ": use " + only.name());
    }

    /**
     * The data set under a folder, whose layout is recognised in this order:
     * <ol>
     *   <li>one category: {@code train/good}, {@code test/DEFECT}, {@code ground_truth/DEFECT/NAME_mask.png};
     *   <li>many categories, as MVTec AD has them: folders that are each laid out like that; MVTec LOCO is told
     *   by its two kinds of defect;
     *   <li>BTAD, VisA, APTOS 2019, OCT2017, ISIC 2018 task 3, KolektorSDD2, KolektorSDD, DAGM 2007 and Real-IAD
     *   as they are published;
     *   <li>images directly inside: good ones to train on, nothing to test.
     * </ol>
     * Test images and masks are optional; a mask is called {@code NAME_mask} or {@code NAME}, as its image, or is a
     * folder {@code NAME} of several.
     *
     * @throws DataException naming what was looked for, what is there and the nearest folder that would do
     */
    static Dataset open(Path root) {
        return Layout.open(root);
    }
}
