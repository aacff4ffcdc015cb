package recontrast.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real-IAD (Wang et al., CVPR 2024) as published: {@code realiad_jsons/OBJECT.json}, also one folder deeper, lists what to
 * train on and to test, and {@code realiad_1024/OBJECT} holds the images, or {@code realiad_512}, {@code realiad_256} or
 * {@code realiad_raw}, of which the first that is there is read.
 *
 * <p>The split is the authors' for unsupervised detection, every one of the five views an image of its own; those for a
 * single view and for noisy training images, in other folders, stay unused.
 *
 * @param splits the folder of the lists
 * @param images the folder that holds the objects
 */
record RealIad(Folder splits, Folder images) {

    private static final String NAME = "Real-IAD";
    private static final String SPLITS = "realiad_jsons";
    private static final List<String> IMAGES = List.of("realiad_1024", "realiad_512", "realiad_256", "realiad_raw");
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /** What a list holds. */
    private record Split(@JsonProperty(required = true) Meta meta, @JsonProperty(required = true) List<Listed> train,
            @JsonProperty(required = true) List<Listed> test) { }

    private record Meta(@JsonProperty(value = "normal_class", required = true) String normal) { }

    private record Listed(@JsonProperty(value = "anomaly_class", required = true) String kind,
            @JsonProperty(value = "image_path", required = true) String image,
            @JsonProperty("mask_path") Optional<String> mask) { }

    static boolean isAt(Folder folder) {
        return folder.in(SPLITS).exists();
    }

    static Dataset at(Folder folder) {
        Folder splits = Stream.of(folder.in(SPLITS, SPLITS), folder.in(SPLITS)).filter(Folder::exists).findFirst()
                .orElseThrow();
        Folder images = IMAGES.stream().map(folder::in).filter(Folder::exists).findFirst()
                .orElseThrow(() -> new DataException("expected one of " + String.join(", ", IMAGES) + " under "
                        + folder.path() + "; found " + new DidYouMean(folder.folderNames()).listing()
                        + ": unpack the images there"));
        return new RealIad(splits, images).dataset();
    }

    private Dataset dataset() {
        List<String> objects = splits.files(".json").stream().map(Folder::stem).toList();
        return Dataset.of(NAME, objects, this::category, name -> "expected " + name + ".json in " + splits.path()
                + "; found " + new DidYouMean(objects).insteadOf(name));
    }

    private Category category(String name) {
        Path file = splits.path().resolve(name + ".json");
        Split split = read(file);
        return new Category(NAME, name, samples(name, split.train, split, file), samples(name, split.test, split, file));
    }

    private static Split read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Split.class);
        } catch (IOException e) {
            throw new DataException("expected a list of images as JSON in " + file + "; found: "
                    + e.getMessage().lines().findFirst().orElse("") + ": unpack the data set again", e);
        }
    }

    private List<Sample> samples(String name, List<Listed> listed, Split split, Path file) {
        Folder object = images.in(name);
        return listed.stream().map(each -> {
            Path image = there(object, each.image, file);
            return each.kind.equals(split.meta.normal) || each.mask.isEmpty() ? object.sample(image, Sample.GOOD)
                    : object.sample(image, each.kind, List.of(there(object, each.mask.get(), file)), Mask::read);
        }).toList();
    }

    private static Path there(Folder object, String name, Path file) {
        Path path = object.path().resolve(name).normalize();
        if (!path.startsWith(object.path()) || !Files.isRegularFile(path)) {
            throw new DataException("expected an image at " + path + ", as named in " + file
                    + "; found no such file there: unpack the images again");
        }
        return path;
    }
}
