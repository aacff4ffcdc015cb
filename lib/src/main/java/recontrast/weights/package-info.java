/** Pretrained encoders and the files that tensors are kept in. */
@API(status = API.Status.EXPERIMENTAL)
package recontrast.weights;

import org.apiguardian.api.API;
