/** The network of a configuration as parts and arrows, and how they are drawn. */
package recontrast.report.network;
