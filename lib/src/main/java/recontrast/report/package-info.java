/**
 * What runs look like. The rooms: tables, charts, pictures, network (drawings of it), live (progress), notebook (the
 * kernel) and reproduction (the paper's tables again). Here is what they share: groups of runs with their names and
 * looks, numbers and sentences.
 */
@API(status = API.Status.INTERNAL)
package recontrast.report;

import org.apiguardian.api.API;
