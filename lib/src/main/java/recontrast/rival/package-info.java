/** The systems that the paper compares ReContrast with, each named after its paper; nothing else needs this package. */
package recontrast.rival;
