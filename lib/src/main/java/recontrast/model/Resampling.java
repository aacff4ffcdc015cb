package recontrast.model;

/** What a residual block does to height and width. */
enum Resampling { NONE, HALVED, DOUBLED }
