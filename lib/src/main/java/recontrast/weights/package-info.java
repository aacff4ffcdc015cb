/** Pretrained encoders and the files that tensors are kept in. */
package recontrast.weights;
