package recontrast.detector;

import recontrast.data.DidYouMean;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The methods of one package; a service, so that what keeps runs need not know them. */
public interface MethodFamily {

    /** Those that go by their names, in the order of lists. */
    List<Method> named();

    /**
     * The type of one of its methods in a run file, if it is one of these.
     *
     * @param properties what the file holds of it, the name included
     */
    Optional<Class<? extends Method>> typeOf(String name, Set<String> properties);

    /** Every family on the class path. */
    static List<MethodFamily> all() {
        return ServiceLoader.load(MethodFamily.class, MethodFamily.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get).toList();
    }

    /** The methods of all families that go by their names. */
    static List<Method> everyNamed() {
        return all().stream().flatMap(family -> family.named().stream()).toList();
    }

    /**
     * The method of that name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Method method(String name) {
        return named(name, everyNamed());
    }

    /**
     * The one of that name among these, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <M extends Method> M named(String name, List<M> methods) {
        List<String> names = methods.stream().map(Method::name).toList();
        return methods.stream().filter(method -> method.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a configuration out of "
                        + String.join(", ", names) + "; found " + new DidYouMean(names).of(name)));
    }
}
