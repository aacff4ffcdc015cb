/** What the paper looks at beside the metrics, measured on features and models without changing them. */
package recontrast.analysis;
