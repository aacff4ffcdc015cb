package recontrast.report.pictures;

import org.apiguardian.api.API;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ScoredImage;
import recontrast.report.charts.Charts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Anomaly maps over their images as files of a folder. */
@API(status = API.Status.INTERNAL)
public final class HeatMaps {

    private final Path folder;
    private final Function<String, String> name;

    private HeatMaps(Path folder, Function<String, String> name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * A map for each image, named after it: {@code hole/003.png}, or {@code hole/003.jpg.png} where two images would
     * otherwise share a map.
     *
     * @throws IllegalArgumentException if a map would replace one of the images
     */
    public static HeatMaps of(List<Sample> samples, Path folder) {
        List<String> ids = samples.stream().map(Sample::id).distinct().toList();
        boolean apart = ids.stream().map(HeatMaps::bare).map(id -> id.toLowerCase(Locale.ROOT)).distinct().count()
                == ids.size();
        HeatMaps maps = new HeatMaps(folder, apart ? HeatMaps::bare : Function.identity());
        maps.refuseToReplace(samples);
        return maps;
    }

    private static String bare(String id) {
        return id.replaceFirst("\\.\\w+$", "");
    }

    private void refuseToReplace(List<Sample> samples) {
        Map<Object, Path> images = samples.stream().flatMap(sample -> sample.file().stream())
                .collect(Collectors.toMap(HeatMaps::identity, Function.identity(), (image, again) -> image));
        samples.stream().map(this::file).filter(Files::exists).map(HeatMaps::identity).filter(images::containsKey)
                .findFirst().ifPresent(taken -> {
                    throw new IllegalArgumentException("expected a folder for maps apart from their images at " + folder
                            + "; found the image " + images.get(taken) + " where a map would be: choose another");
                });
    }

    /** The same for every link to a file. */
    private static Object identity(Path file) {
        try {
            return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                    .orElse(file.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Path file(Sample sample) {
        return folder.resolve(name.apply(sample.id()) + ".png");
    }

    /**
     * Writes the maps of some of the images as PNGs.
     *
     * @param scored the samples, scored, in their order
     * @param threshold a line is drawn around what reaches it
     * @return the files
     */
    public List<Path> save(List<Sample> samples, List<ScoredImage> scored, Resolution resolution,
            Optional<Double> threshold) {
        PreparedImages images = PreparedImages.of(samples, resolution, MaskRule.ANY_NON_ZERO);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Path file = file(samples.get(i));
            AnomalyMap map = scored.get(i).map();
            BufferedImage heat = Overlay.heat(images.picture(i), map);
            threshold.ifPresent(least -> Overlay.contour(heat, map, least));
            Charts.save(heat, file);
            files.add(file);
        }
        return files;
    }
}
