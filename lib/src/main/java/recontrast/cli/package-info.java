/** The command line: train, compare with the paper, score, count data, fetch weights, measure, diagnose. */
package recontrast.cli;
