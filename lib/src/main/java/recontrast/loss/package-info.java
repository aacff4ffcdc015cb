/**
 * Cosine distances between features and their reconstructions: regional, global, and global with hard-normal mining.
 */
package recontrast.loss;
