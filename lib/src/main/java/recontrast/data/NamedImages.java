package recontrast.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images that a CSV file names, found whatever the case of their extension; each folder is listed once. */
final class NamedImages {

    private final Folder root;
    private final Map<Path, Map<String, Path>> listed = new HashMap<>();

    /** Those that are named relative to {@code root}. */
    NamedImages(Folder root) {
        this.root = root;
    }

    /**
     * The image of that name.
     *
     * @param row where the name stands
     * @throws DataException where there is none
     */
    Path find(String name, CsvRow row) {
        Path wanted = root.path().resolve(name);
        Map<String, Path> there = listed.computeIfAbsent(wanted.getParent(), NamedImages::list);
        return Optional.ofNullable(there.get(Folder.nameWithoutCase(wanted)))
                .orElseThrow(() -> row.fault("expected an image at " + wanted + ", as named", "no such file",
                        "unpack it again or remove the line"));
    }

    private static Map<String, Path> list(Path folder) {
        return new Folder(folder).images().stream()
                .collect(Collectors.toMap(Folder::nameWithoutCase, image -> image, (first, second) -> first));
    }
}
