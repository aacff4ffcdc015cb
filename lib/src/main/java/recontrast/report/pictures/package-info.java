/** Images with their anomaly maps, masks and features, side by side or as files. */
@API(status = API.Status.STABLE)
package recontrast.report.pictures;

import org.apiguardian.api.API;
