/** Optimiser, training loop, evaluation while training, and checkpoints. */
package recontrast.training;
