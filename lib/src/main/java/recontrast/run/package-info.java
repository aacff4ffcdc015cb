/** Makes runs, keeps them and takes them up again: one service that trains, the folder a run is kept in, and its model. */
package recontrast.run;
