package recontrast.data;

import java.util.List;

/**
 * How many images and masks there are.
 *
 * @param train good images to train on
 * @param validation good images set apart
 * @param testGood good test images
 * @param testDefective defective test images
 * @param masks defective test images with a mask
 */
public record SplitCounts(int train, int validation, int testGood, int testDefective, int masks) {

    /** Nothing. */
    public static final SplitCounts NONE = new SplitCounts(0, 0, 0, 0, 0);

    public static SplitCounts of(Category category) {
        List<Sample> defective = category.defectiveTest();
        int masks = (int) defective.stream().filter(sample -> sample.mask().isPresent()).count();
        return new SplitCounts(category.train().size(), category.validation().size(), category.goodTest().size(),
                defective.size(), masks);
    }

    public SplitCounts plus(SplitCounts other) {
        return new SplitCounts(train + other.train, validation + other.validation, testGood + other.testGood,
                testDefective + other.testDefective, masks + other.masks);
    }
}
