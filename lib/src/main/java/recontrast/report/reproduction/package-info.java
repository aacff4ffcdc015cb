/** The paper's tables made again: the runs each needs, and what they measured beside what the paper reports. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.report.reproduction;

import org.apiguardian.api.API;
