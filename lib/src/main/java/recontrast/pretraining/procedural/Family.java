package recontrast.pretraining.procedural;

import java.util.function.Function;

/** The kinds of procedural image; a class is a family with one setting of its parameters. */
public enum Family {

    NOISE(NoiseMixture::draw),
    GRATING(Grating::draw),
    LATTICE(Lattice::draw),
    VORONOI(Voronoi::draw),
    DEAD_LEAVES(DeadLeaves::draw),
    POLYGONS(Polygons::draw),
    FRACTAL(Fractal::draw),
    STROKES(Strokes::draw),
    ATOMS(Atoms::draw),
    SPOTS(Spots::draw),
    NETWORK(CoordinateNetwork::draw),
    MIXTURE(Mixture::draw);

    private final Function<Dice, Texture> factory;

    Family(Function<Dice, Texture> factory) {
        this.factory = factory;
    }

    Texture draw(Dice setting) {
        return factory.apply(setting);
    }
}
