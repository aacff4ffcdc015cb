/** What the library looks like in a Jupyter notebook under the kernels JJava and IJava; outside one, text. */
@API(status = API.Status.STABLE)
package recontrast.report.notebook;

import org.apiguardian.api.API;
