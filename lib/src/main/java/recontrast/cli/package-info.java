/** The command line: run, table, doctor, weights and pretrain, each one file. */
package recontrast.cli;
