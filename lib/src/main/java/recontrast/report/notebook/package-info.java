/** What the library looks like in a Jupyter notebook under the kernels JJava and IJava; outside one, text. */
package recontrast.report.notebook;
