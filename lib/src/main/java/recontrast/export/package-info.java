/** Trained detectors as files that other programs compute with: ONNX. Needed by the command that writes them alone. */
@API(status = API.Status.STABLE)
package recontrast.export;

import org.apiguardian.api.API;
