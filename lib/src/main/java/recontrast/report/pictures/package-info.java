/** Images with their anomaly maps, masks and features, side by side or as files. */
package recontrast.report.pictures;
