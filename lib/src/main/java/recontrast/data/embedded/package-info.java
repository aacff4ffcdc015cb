/** Three categories of pictures, drawn from a seed when asked for, so that every notebook runs without a download. */
package recontrast.data.embedded;
