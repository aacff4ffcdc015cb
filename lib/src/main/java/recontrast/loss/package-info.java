/**
 * Cosine distances between features and their reconstructions: regional, global, and global with hard-normal mining.
 */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.loss;

import org.apiguardian.api.API;
