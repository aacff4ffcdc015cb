package recontrast.data.embedded;

/** A colour; channels of [0, 1] where it can be shown. */
record Rgb(double red, double green, double blue) {

    /** The colour of a web notation such as {@code 0xFF8800}. */
    static Rgb of(int hex) {
        return new Rgb((hex >> 16 & 255) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0);
    }

    Rgb mix(Rgb other, double share) {
        return new Rgb(Smooth.mix(red, other.red, share), Smooth.mix(green, other.green, share),
                Smooth.mix(blue, other.blue, share));
    }

    Rgb times(double gain) {
        return new Rgb(red * gain, green * gain, blue * gain);
    }

    Rgb times(Rgb tint) {
        return new Rgb(red * tint.red, green * tint.green, blue * tint.blue);
    }

    /** This colour, brighter or darker by up to {@code spread}, its hue off by a third of that. */
    Rgb varied(double spread, Chance chance) {
        double light = chance.between(-spread, spread);
        double hue = spread / 3;
        return new Rgb(red + light + chance.between(-hue, hue), green + light + chance.between(-hue, hue),
                blue + light + chance.between(-hue, hue));
    }
}
