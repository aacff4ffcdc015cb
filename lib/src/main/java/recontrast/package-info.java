/** The way in: ideas, configurations A to Ours, and experiments that train them. */
package recontrast;
