package dev.hookline.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The contract of rolling updates as a test: what a newer release adds to a record of the bus or to
 * a column of ours does not keep this release from reading it. The types are found in the code, so
 * that a new one is covered without a change here.
 */
public final class RollingUpdates {

    private static final String LENIENT = "dev.hookline.kit.json.LenientJson";
    private static final Set<String> READS =
            Set.of("readValue", "readValues", "treeToValue", "convertValue");

    private RollingUpdates() {}

    /**
     * Checks a service and what it shares with the others.
     *
     * @param rootPackage its package, {@code dev.hookline.content}
     * @param refused enums without a default: a record with an unknown constant is unreadable, and
     *     what happens then is written beside the reader
     */
    public static void check(String rootPackage, Class<?>... refused) {
        var imported =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(rootPackage, "dev.hookline.kit", "dev.hookline.hooks");
        nothingOfOursIsReadStrictly(imported);
        var enums = new TreeSet<Class<?>>(Comparator.comparing(Class::getName));
        for (var type : typesRead(imported)) {
            var sample = RecordSample.of(type);
            enums.addAll(sample.enums());
            acceptsUnknownMembers(type, sample);
            sample.enums().forEach(constants -> decidesOnUnknownConstants(type, constants));
        }
        assertThat(enums.stream().filter(constants -> !hasDefault(constants)))
                .as("enums without a default")
                .containsExactlyInAnyOrder(refused);
    }

    private static void nothingOfOursIsReadStrictly(JavaClasses imported) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(LENIENT)
                // Cursors come from clients.
                .and()
                .resideOutsideOfPackage("dev.hookline.kit.page")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "reads a type with an ObjectMapper",
                                (JavaMethodCall call) ->
                                        call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                                                && READS.contains(call.getName())
                                                && !isOfOurOwnValue(call)))
                .as("records of the bus and columns are read with LenientJson")
                .check(imported);
    }

    /** A value of this process as a map, which no other release has written. */
    private static boolean isOfOurOwnValue(JavaMethodCall call) {
        return call.getName().equals("convertValue")
                && call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(TypeReference.class));
    }

    private static Set<Class<?>> typesRead(JavaClasses imported) {
        return imported.stream()
                .filter(RollingUpdates::readsLeniently)
                .flatMap(reader -> reader.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .map(JavaClass::reflect)
                .<Class<?>>map(type -> type.isArray() ? type.getComponentType() : type)
                .filter(Class::isRecord)
                .collect(
                        Collectors.toCollection(
                                () -> new TreeSet<>(Comparator.comparing(Class::getName))));
    }

    private static boolean readsLeniently(JavaClass reader) {
        return reader.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(LENIENT));
    }

    private static void acceptsUnknownMembers(Class<?> type, RecordSample sample) {
        assertThatCode(() -> read(type, sample.plain()))
                .as("a plain %s", type.getName())
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        assertThat(read(type, sample.withUnknownMembers()))
                                .isEqualTo(read(type, sample.plain())))
                .as("unknown members in %s: %s", type.getName(), sample.withUnknownMembers())
                .doesNotThrowAnyException();
    }

    private static void decidesOnUnknownConstants(Class<?> type, Class<?> constants) {
        var later = RecordSample.withUnknownConstant(type, constants);
        if (hasDefault(constants)) {
            assertThatCode(() -> read(type, later))
                    .as("an unknown %s in %s", constants.getName(), later)
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> read(type, later))
                    .as("an unknown %s in %s", constants.getName(), later)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    private static boolean hasDefault(Class<?> constants) {
        return Arrays.stream(constants.getFields())
                .anyMatch(constant -> constant.isAnnotationPresent(JsonEnumDefaultValue.class));
    }

    private static Object read(Class<?> type, JsonNode json) throws Throwable {
        var mapper = JsonMapper.builder().findAndAddModules().build();
        try {
            return Class.forName(LENIENT)
                    .getMethod("read", ObjectMapper.class, byte[].class, Class.class)
                    .invoke(null, mapper, mapper.writeValueAsBytes(json), type);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
