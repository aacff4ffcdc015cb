/** What runs look like: curves, tables beside the paper's figures, galleries of anomaly maps, progress. */
package recontrast.report;
