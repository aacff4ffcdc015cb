package recontrast.detector;

import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.metric.Smoothing;
import recontrast.model.Backbone;
import recontrast.model.Parameters;
import recontrast.model.Stage;
import recontrast.training.TrainingPlan;

/**
 * A way from good images to a detector: a configuration of ReContrast is one, each system that it is compared with
 * another. A value, equal to another one that gives the same detector; what it holds is written into run files.
 */
public interface Method {

    /** How the paper, or the user, calls it. */
    String name();

    /** Of a plan, what this method heeds; the rest as in every plan, so that it makes no other run. */
    default TrainingPlan heeded(TrainingPlan plan) {
        return plan;
    }

    /** Bytes on the device that fitting it to so many images takes for what is kept of them; 0 where that is nothing. */
    default long memory(Setup setup, int images) {
        return 0;
    }

    /**
     * The detector before training, its encoder without weights.
     *
     * @param parameters take its tensors
     */
    AnomalyDetector detector(Parameters parameters, Setup setup);

    /**
     * What a detector is built for.
     *
     * @param backbone encoder
     * @param plan how it is trained and scores
     * @param resolution size of the images
     */
    record Setup(Backbone backbone, TrainingPlan plan, Resolution resolution) {

        /** What is left for a detector to filter its maps by, where images' maps are to be filtered by this. */
        public Smoothing ofMaps(Smoothing ofImages) {
            return resolution.divides() ? Smoothing.NONE : ofImages;
        }

        /** The size of a stage's feature maps. */
        public ImageSize points(Stage stage) {
            return resolution.crop().dividedBy(stage.stride());
        }
    }
}
