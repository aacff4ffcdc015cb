/** Optimiser, training loop, evaluation while training, and checkpoints. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.training;

import org.apiguardian.api.API;
