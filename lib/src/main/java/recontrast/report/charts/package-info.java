/** Curves, scores and landscapes, drawn; and how any picture is kept. */
@API(status = API.Status.INTERNAL)
package recontrast.report.charts;

import org.apiguardian.api.API;
