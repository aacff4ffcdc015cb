/** Makes runs, keeps them and takes them up again: one service that trains, the folder a run is kept in, and its model. */
@API(status = API.Status.STABLE)
package recontrast.run;

import org.apiguardian.api.API;
