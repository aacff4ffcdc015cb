package recontrast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is public says for whom: by a mark of its own, or by its package's. */
class PublicTypesTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("recontrast");

    private static Optional<Status> status(JavaClass type) {
        return type.getEnclosingClass().map(PublicTypesTest::status).orElseGet(() -> type.tryGetAnnotationOfType(API.class)
                .or(() -> type.getPackage().tryGetAnnotationOfType(API.class)).map(API::status));
    }

    private static boolean internal(JavaClass type) {
        return status(type).filter(Status.INTERNAL::equals).isPresent();
    }

    /** What whoever uses a type gets to see: what it is, what it takes, what it gives and what it throws. */
    private static Stream<JavaClass> shown(JavaClass type) {
        return Stream.of(type.getSuperclass().stream(), type.getInterfaces().stream(),
                        type.getMembers().stream().filter(PublicTypesTest::visible).flatMap(PublicTypesTest::types))
                .flatMap(Function.identity())
                .flatMap(seen -> seen.getAllInvolvedRawTypes().stream()).map(JavaClass::getBaseComponentType).distinct();
    }

    private static boolean visible(JavaMember member) {
        return List.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED).stream().anyMatch(member.getModifiers()::contains);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.of(Stream.of(code.getReturnType()), code.getParameterTypes().stream(),
                    code.getExceptionTypes().stream()).flatMap(Function.identity());
        }
        return Stream.of(((JavaField) member).getType());
    }

    /** What a type has wrong; nothing where all is right. */
    private static ArchCondition<JavaClass> have(String right, Function<JavaClass, Stream<String>> wrong) {
        return new ArchCondition<>(right) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                wrong.apply(type).forEach(found ->
                        events.add(SimpleConditionEvent.violated(type, type.getName() + ' ' + found)));
            }
        };
    }

    @Test
    void eachIsMarked() {
        classes().that().arePublic().should(have("be marked, or be in a package that is",
                type -> status(type).isPresent() ? Stream.of() : Stream.of("has no mark"))).check(LIBRARY);
    }

    @Test
    void whatIsForOthersShowsNothingInternal() {
        classes().that().arePublic().should(have("show nothing internal, or be it", type -> internal(type)
                ? Stream.of() : shown(type).filter(PublicTypesTest::internal).map(seen -> "shows " + seen.getName())))
                .check(LIBRARY);
    }
}
