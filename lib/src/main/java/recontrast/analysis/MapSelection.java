package recontrast.analysis;

import org.apiguardian.api.API;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.model.View;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which pairs feed an anomaly map (paper, Table A6).
 *
 * @param name in words
 * @param takes whether a pair does
 */
@API(status = API.Status.STABLE)
public record MapSelection(String name, Predicate<FeaturePair> takes) {

    /** All of them: the paper's choice. */
    public static final MapSelection ALL = new MapSelection("all pairs", pair -> true);

    /** Only the reconstructions of one encoder's features. */
    public static MapSelection of(View view) {
        return new MapSelection(view(view), pair -> pair.view() == view);
    }

    /** Only the reconstruction of one feature map of one encoder. */
    public static MapSelection of(View view, Stage stage) {
        return new MapSelection(view(view) + ", " + stage(stage),
                pair -> pair.view() == view && pair.stage() == stage);
    }

    /** One for each feature map of an encoder. */
    public static List<MapSelection> stages(View view) {
        return Arrays.stream(Stage.values()).map(stage -> of(view, stage)).toList();
    }

    private static String view(View view) {
        return view == View.ENCODER ? "trained" : "frozen";
    }

    private static String stage(Stage stage) {
        return "layer " + (stage.ordinal() + 1);
    }

    /** The pairs that are taken, in order. */
    public List<FeaturePair> from(List<FeaturePair> pairs) {
        List<FeaturePair> taken = pairs.stream().filter(takes).toList();
        if (taken.isEmpty()) {
            throw new IllegalArgumentException("expected pairs for the map \"" + name + "\"; found none among "
                    + pairs.size() + ": does this configuration have that encoder?");
        }
        return taken;
    }
}
