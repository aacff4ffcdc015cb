package recontrast.report;

import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.metric.ScoredImage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Anomaly maps over their images as files. */
public final class HeatMaps {

    private HeatMaps() { }

    /**
     * Writes a PNG for each image, of its map over it, named after the image.
     *
     * @param scored the samples, scored, in their order
     * @return the files
     */
    public static List<Path> save(List<Sample> samples, List<ScoredImage> scored, Resolution resolution, Path folder) {
        PreparedImages images = PreparedImages.of(samples, resolution, MaskRule.ANY_NON_ZERO);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Path file = folder.resolve(samples.get(i).id().replaceFirst("\\.\\w+$", "") + ".png");
            Figure.save(Overlay.heat(images.picture(i), scored.get(i).map()), file);
            files.add(file);
        }
        return files;
    }
}
