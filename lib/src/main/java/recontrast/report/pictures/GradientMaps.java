package recontrast.report.pictures;

import recontrast.analysis.LossGradient;
import recontrast.analysis.PointMap;
import recontrast.loss.GlobalCosine;
import recontrast.loss.RegionalCosine;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.util.List;

/**
 * What the regional and the global distance ask of the same reconstruction: beside the distance at each point, how long
 * the gradient of either loss is there. Brightness compares within a picture only.
 */
public final class GradientMaps {

    private GradientMaps() { }

    /** The examples with three columns, of one stage of a run's first encoder. */
    public static AnomalyGallery of(Examples examples, RunResult run, Stage stage) {
        try (TrainedModel model = examples.experiment().open(run)) {
            List<List<PointMap>> maps = model.look(examples.samples(), pairs -> {
                FeaturePair pair = pairs.stream().filter(one -> one.stage() == stage).findFirst().orElseThrow();
                return List.of(LossGradient.distances(pair), LossGradient.of(new RegionalCosine(), pair, 0),
                        LossGradient.of(new GlobalCosine(), pair, 0));
            });
            return examples.gallery()
                    .withPictures("distance", maps.get(0).stream().map(Overlay::points).toList())
                    .withPictures("regional pull", maps.get(1).stream().map(Overlay::points).toList())
                    .withPictures("global pull", maps.get(2).stream().map(Overlay::points).toList());
        }
    }
}
