package recontrast.report.network;

import recontrast.Config;
import recontrast.Idea;

import java.util.List;

/** How features and their reconstructions are compared. */
public enum Distance {
    POINT_BY_POINT("distance point by point", "d: point", "by point"),
    GLOBAL("global distance", "d: global,", "flattened"),
    HARD_NORMALS("global distance, easy points without gradient", "d: global,", "easy points:", "no gradient");

    private final String words;
    private final List<String> label;

    Distance(String words, String... label) {
        this.words = words;
        this.label = List.of(label);
    }

    static Distance of(Config config) {
        if (config.has(Idea.HARD_NORMAL_MINING)) {
            return HARD_NORMALS;
        }
        return config.has(Idea.GLOBAL_DISTANCE) ? GLOBAL : POINT_BY_POINT;
    }

    String words() {
        return words;
    }

    /** The same in lines short enough for a drawing. */
    List<String> label() {
        return label;
    }
}
