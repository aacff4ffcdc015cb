package recontrast.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How runs are written as JSON. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addDeserializer(Method.class, new MethodReader()))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() { }

    /** Reads what a run file holds of a method as the type that its family says. */
    private static final class MethodReader extends JsonDeserializer<Method> {

        @Override
        public Method deserialize(JsonParser json, DeserializationContext context) throws IOException {
            ObjectNode held = json.readValueAs(ObjectNode.class);
            Set<String> properties = new HashSet<>();
            held.fieldNames().forEachRemaining(properties::add);
            String name = held.path("name").asText();
            for (MethodFamily family : MethodFamily.all()) {
                Optional<Class<? extends Method>> type = family.typeOf(name, properties);
                if (type.isPresent()) {
                    return json.getCodec().treeToValue(held, type.get());
                }
            }
            throw context.weirdStringException(name, Method.class, "no method of this library");
        }
    }
}
