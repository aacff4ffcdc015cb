/** Training, analysis and downloads as they go on: in a terminal, a log or a notebook. */
package recontrast.report.live;
