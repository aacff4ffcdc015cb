/** What turns images into anomaly maps, whatever it is and however it came to be; ReContrast is one such detector. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.detector;

import org.apiguardian.api.API;
