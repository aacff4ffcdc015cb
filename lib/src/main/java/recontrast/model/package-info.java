/** The network of the paper: encoders, one-class bottleneck, decoder, and the two ways to pair their features. */
package recontrast.model;
