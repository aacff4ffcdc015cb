package recontrast.data;

import java.util.List;

/** A folder of categories, as MVTec AD is published. */
record CategoryFolders(Folder folder, String name) implements Dataset {

    @Override
    public List<String> categories() {
        return folder.folders().stream().filter(CategoryFolder::isAt).map(Folder::name).toList();
    }

    @Override
    public Category category(String name) {
        List<String> categories = categories();
        if (!categories.contains(name)) {
            throw new DataException("expected train/good under " + folder.path().resolve(name) + "; found "
                    + new DidYouMean(categories).insteadOf(name));
        }
        return new CategoryFolder(folder.in(name), this.name).category();
    }
}
