/** What the paper looks at beside the metrics, measured on features and models without changing them. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.analysis;

import org.apiguardian.api.API;
