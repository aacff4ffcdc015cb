/** What was measured, and what the paper reports, in rows and columns or sentences. */
@API(status = API.Status.STABLE)
package recontrast.report.tables;

import org.apiguardian.api.API;
