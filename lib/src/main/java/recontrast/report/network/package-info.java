/** The networks of configurations, drawn from templates of SVG. */
@API(status = API.Status.STABLE)
package recontrast.report.network;

import org.apiguardian.api.API;
