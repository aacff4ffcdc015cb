package recontrast.rival;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import recontrast.detector.Method;

/** A compared system: a record of its settings, which run files hold under its name. */
@JsonIgnoreProperties(value = "name", allowGetters = true)
interface Rival extends Method {

    @Override
    @JsonProperty
    String name();
}
