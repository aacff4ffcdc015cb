/** What the library looks like in a Jupyter notebook under the JJava kernel; outside one, text. */
package recontrast.report.notebook;
