/** The command line: train, compare with the paper, score, count data, fetch weights, measure, diagnose. */
@API(status = API.Status.INTERNAL)
package recontrast.cli;

import org.apiguardian.api.API;
