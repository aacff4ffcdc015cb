package recontrast.data;

import java.util.List;

/** A data set of one category, named as it. */
record SingleCategory(Category only) implements Dataset {

    @Override
    public String name() {
        return only.dataset();
    }

    @Override
    public List<String> categories() {
        return List.of(only.name());
    }

    @Override
    public Category category(String name) {
        if (!name.equals(only.name())) {
            throw new DataException("expected category " + only.name() + ", the only one of " + name() + "; found "
                    + name + ": use " + only.name());
        }
        return only;
    }
}
