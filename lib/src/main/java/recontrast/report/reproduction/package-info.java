/** The paper's tables made again: the runs each needs, and what they measured beside what the paper reports. */
package recontrast.report.reproduction;
