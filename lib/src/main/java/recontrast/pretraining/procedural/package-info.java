/** Classes of images made by formulas, for pretraining an encoder without any photograph. */
package recontrast.pretraining.procedural;
