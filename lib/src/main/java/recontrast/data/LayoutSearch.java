package recontrast.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which layout a folder has, or what to do where it has none. */
record LayoutSearch(Folder folder) {

    private static final Set<Layout> OF_A_WHOLE = EnumSet.complementOf(
            EnumSet.of(Layout.MANY_CATEGORIES, Layout.LOCO_CATEGORIES, Layout.GOOD_IMAGES));
    private static final Set<Layout> UNMISTAKABLE = EnumSet.complementOf(EnumSet.of(Layout.GOOD_IMAGES));

    Layout found() {
        if (!folder.exists()) {
            throw noFolder(folder.path());
        }
        return Stream.of(Layout.values()).filter(layout -> layout.matches(folder)).findFirst()
                .orElseThrow(this::noLayout);
    }

    /** Names what lies beside the first part of the path that does not exist. */
    private static DataException noFolder(Path path) {
        if (Files.exists(path)) {
            return new DataException("expected a folder at " + path + "; found " + Found.at(path)
                    + ": open the folder it is in");
        }
        Path missing = path;
        while (!Files.isDirectory(missing.getParent())) {
            missing = missing.getParent();
        }
        Folder parent = new Folder(missing.getParent());
        String where = missing.equals(path) ? "" : "only " + parent.path() + " with ";
        return new DataException("expected train/good under " + path + "; found " + where
                + DidYouMean.among(parent.folderNames()).insteadOf(missing.getFileName().toString()));
    }

    private DataException noLayout() {
        List<String> found = folder.folderNames();
        String advice = nearest().map(near -> "did you mean " + near.path() + "?")
                .orElse("put good images to train on in train/good, others in test/good and test/DEFECT");
        String sought = Stream.of(Layout.values()).map(Layout::mark).distinct().collect(Collectors.joining(", "));
        return new DataException("expected one of " + sought + " under " + folder.path() + "; found "
                + DidYouMean.among(found).listing() + ": " + advice);
    }

    /** A folder one step away that would do; not a folder of categories that this one merely lies beside. */
    private Optional<Folder> nearest() {
        Stream<Folder> above = Optional.ofNullable(folder.path().getParent()).map(Folder::new).stream()
                .filter(parent -> hasOneOf(OF_A_WHOLE, parent));
        Stream<Folder> below = folder.folders().stream().filter(child -> hasOneOf(UNMISTAKABLE, child));
        return Stream.concat(above, below).findFirst();
    }

    private static boolean hasOneOf(Set<Layout> layouts, Folder folder) {
        return Files.isReadable(folder.path()) && layouts.stream().anyMatch(layout -> layout.matches(folder));
    }
}
