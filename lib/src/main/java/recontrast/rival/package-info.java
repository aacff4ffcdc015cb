/** The systems that the paper compares ReContrast with, each named after its paper; nothing else needs this package. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.rival;

import org.apiguardian.api.API;
