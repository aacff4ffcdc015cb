/** The command line: run, table, doctor and pretrain, each one file. */
package recontrast.cli;
