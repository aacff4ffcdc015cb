/** The network of the paper: encoders, one-class bottleneck, decoder, and the two ways to pair their features. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.model;

import org.apiguardian.api.API;
