/** Curves, scores and landscapes, drawn; and how any picture is kept. */
package recontrast.report.charts;
