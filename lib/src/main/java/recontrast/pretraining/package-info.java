/** How the embedded encoder came to its weights: a classifier trained on procedural images. */
package recontrast.pretraining;
