/** Training, analysis and downloads as they go on: in a terminal, a log or a notebook. */
@API(status = API.Status.INTERNAL)
package recontrast.report.live;

import org.apiguardian.api.API;
