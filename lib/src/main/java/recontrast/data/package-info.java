/**
 * Images with their labels and masks: data sets as they lie on disk, categories, and batches ready for a network.
 *
 * <p>A {@link recontrast.data.Sample} knows its place, its defect and how to load its picture and mask; a
 * {@link recontrast.data.Category} is what one model is trained and tested on; a {@link recontrast.data.Dataset} is
 * a set of categories, which a {@link recontrast.data.Layout} tells how to read.
 * {@link recontrast.data.PreparedImages} decodes and resizes samples, once where memory allows,
 * {@link recontrast.data.BatchOrder} says in which order training visits them.
 */
@API(status = API.Status.INTERNAL)
package recontrast.data;

import org.apiguardian.api.API;
