/** Trained detectors as files that other programs compute with: ONNX. Needed by the command that writes them alone. */
package recontrast.export;
