/**
 * From anomaly maps to figures: image scores, I-AUROC, P-AUROC, AP, F1-max and AUPRO with ties handled exactly, plain
 * arrays in and records out.
 */
@API(status = API.Status.STABLE)
package recontrast.metric;

import org.apiguardian.api.API;
