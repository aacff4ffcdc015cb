package recontrast.pretraining.procedural;

/**
 * What the images of one class have in common: the parameters of a family, fixed for the class.
 *
 * <p>Sizes are in units of the image's side, frequencies in cycles a side.
 */
sealed interface Texture permits NoiseMixture, Grating, Lattice, Voronoi, DeadLeaves, Polygons, Fractal, Strokes,
        Atoms, Spots, CoordinateNetwork, Mixture {

    /** One image of the class; its values have any range. */
    Field paint(int side, Dice image);
}
