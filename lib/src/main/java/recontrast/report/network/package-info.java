/** The networks of configurations, drawn from templates of SVG. */
package recontrast.report.network;
