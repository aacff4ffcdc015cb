/** What was measured, and what the paper reports, in rows and columns or sentences. */
package recontrast.report.tables;
