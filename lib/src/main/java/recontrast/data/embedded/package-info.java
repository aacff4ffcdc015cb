/** Three categories of pictures, drawn from a seed when asked for, so that every notebook runs without a download. */
@API(status = API.Status.STABLE)
package recontrast.data.embedded;

import org.apiguardian.api.API;
