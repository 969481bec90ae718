package dev.hookline.testsupport;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The architecture of a service as a test: what the house style says and a machine can check. */
public final class HouseRules {

    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String PATH = "jakarta.ws.rs.Path";

    private HouseRules() {}

    /**
     * Checks a service.
     *
     * @param rootPackage its package, {@code dev.hookline.content}; each package directly below is
     *     a feature
     */
    public static void check(String rootPackage) {
        var imported =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(rootPackage);
        rules(rootPackage).forEach(rule -> rule.check(imported));
    }

    private static List<ArchRule> rules(String root) {
        return List.of(
                slices().matching(root + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .as("features are free of cycles"),
                classes()
                        .that()
                        .areAnnotatedWith(PATH)
                        .should()
                        .bePackagePrivate()
                        .allowEmptyShould(true)
                        .as("resources are nobody's business but the server's"),
                classes()
                        .that()
                        .areAnnotatedWith(ENTITY)
                        .should()
                        .bePackagePrivate()
                        .allowEmptyShould(true)
                        .as("entities do not leave their feature"),
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .as("time comes from the injected clock"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Processor")
                        .as("names say what a class is"),
                noClasses()
                        .that(resideInAPackage(root + "..").and(annotatedWith(ENTITY)))
                        .should()
                        .dependOnClassesThat()
                        .areAnnotatedWith(PATH)
                        .allowEmptyShould(true)
                        .as("entities know nothing of resources"));
    }
}
