/** The way in: ideas, configurations A to Ours, and experiments that train them. */
@API(status = API.Status.STABLE)
package recontrast;

import org.apiguardian.api.API;
