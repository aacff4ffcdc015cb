/** What turns images into anomaly maps, whatever it is and however it came to be; ReContrast is one such detector. */
package recontrast.detector;
