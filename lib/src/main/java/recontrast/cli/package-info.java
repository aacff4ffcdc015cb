/** The command line: run, table, prepare, doctor and pretrain, each one file. */
package recontrast.cli;
