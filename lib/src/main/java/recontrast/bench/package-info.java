/** How long the parts of a training take on this machine. */
package recontrast.bench;
