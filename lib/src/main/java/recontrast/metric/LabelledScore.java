package recontrast.metric;

/**
 * What the metrics of images need of one: a few bytes, where its map is as large as the image.
 *
 * @param defect    the kind of defect, as the data set names it; "good" where there is none
 * @param anomalous whether the image is defective
 * @param score     of the image
 */
public record LabelledScore(String defect, boolean anomalous, double score) {

    /** The score that a rule gives an image. */
    public static LabelledScore of(ScoredImage image, ImageScore rule) {
        return new LabelledScore(image.defect(), image.anomalous(), image.score(rule));
    }

    /** The same image by another map. */
    public LabelledScore withScore(double other) {
        return new LabelledScore(defect, anomalous, other);
    }
}
