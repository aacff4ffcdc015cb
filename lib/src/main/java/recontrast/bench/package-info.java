/** How long the parts of a training take on this machine. */
@API(status = API.Status.INTERNAL)
package recontrast.bench;

import org.apiguardian.api.API;
