package recontrast.data;

import java.nio.file.Path;
import java.util.List;

/** A named set of categories. */
public interface Dataset {

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
     * The data set under a folder, whose layout is recognised in this order:
     * <ol>
     *   <li>one category: {@code train/good}, {@code test/DEFECT}, {@code ground_truth/DEFECT/NAME_mask.png};
     *   <li>many categories, as MVTec AD has them: folders that are each laid out like that;
     *   <li>images directly inside: good ones to train on, nothing to test.
     * </ol>
     * Test images and masks are optional; a mask is called {@code NAME_mask} or {@code NAME}, as its image.
     *
     * @throws DataException naming what was looked for, what is there and the nearest folder that would do
     */
    static Dataset open(Path root) {
        return Layout.open(root);
    }
}
