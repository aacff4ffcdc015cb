package recontrast.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways a data set may lie on disk, and how to tell which one a folder has. */
enum Layout {

    /** The folder is a category. */
    ONE_CATEGORY {
        @Override
        boolean matches(Folder folder) {
            return CategoryFolder.isAt(folder);
        }

        @Override
        Dataset dataset(Folder folder) {
            return new SingleCategory(new CategoryFolder(folder, folder.name()).category());
        }
    },

    /** Its folders are categories. */
    MANY_CATEGORIES {
        @Override
        boolean matches(Folder folder) {
            return folder.folders().stream().anyMatch(CategoryFolder::isAt);
        }

        @Override
        Dataset dataset(Folder folder) {
            return new CategoryFolders(folder);
        }
    },

    /** It holds good images, and nothing says what a defect is. */
    GOOD_IMAGES {
        @Override
        boolean matches(Folder folder) {
            return !folder.in("train").exists() && !folder.images().isEmpty();
        }

        @Override
        Dataset dataset(Folder folder) {
            return new SingleCategory(CategoryFolder.ofGoodImages(folder));
        }
    };

    abstract boolean matches(Folder folder);

    abstract Dataset dataset(Folder folder);

    static Dataset open(Path root) {
        Folder folder = Folder.of(root);
        if (!folder.exists()) {
            throw noFolder(folder.path());
        }
        return of(folder).orElseThrow(() -> noLayout(folder)).dataset(folder);
    }

    private static Optional<Layout> of(Folder folder) {
        return Stream.of(values()).filter(layout -> layout.matches(folder)).findFirst();
    }

    /** Names what lies beside the first part of the path that does not exist. */
    private static DataException noFolder(Path path) {
        if (Files.exists(path)) {
            return new DataException("expected a folder at " + path + "; found a file: open the folder it is in");
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

    private static DataException noLayout(Folder folder) {
        List<String> found = folder.folderNames();
        String advice = nearest(folder).map(near -> "did you mean " + near.path() + "?")
                .orElse("put good images to train on in train/good, others in test/good and test/DEFECT");
        return new DataException("expected train/good under " + folder.path() + " or images directly in it; found "
                + DidYouMean.among(found).listing() + ": " + advice);
    }

    /** A folder one step away that holds categories or is one. */
    private static Optional<Folder> nearest(Folder folder) {
        Stream<Folder> above = Optional.ofNullable(folder.path().getParent()).map(Folder::new).stream()
                .filter(CategoryFolder::isAt);
        Stream<Folder> below = folder.folders().stream().filter(MANY_CATEGORIES::matches);
        return Stream.concat(above, below).findFirst();
    }
}
