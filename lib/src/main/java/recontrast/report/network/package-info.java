/** The networks of configurations, drawn: templates of SVG, and what paints them as a picture. */
package recontrast.report.network;
