package org.flux4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flux4j.op.Operators;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    /** The packages of flux-core and flux-ref, each with those within it, from the roof down. */
    private static final List<String> STOREYS = List.of(
            "cli", "parity", "pipeline", "train", "sampling", "model", "text", "picture", "io", "vector", "ref", "op");

    private static final String[] BACKENDS = {in("vector"), in("ref"), in("tornado")};

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Path.of("target", "classes"), Path.of("..", "flux-ref", "target", "classes"));

    @Test
    void everyPackageHasItsStorey() {
        Stream<String> known =
                Stream.concat(Stream.of("org.flux4j"), STOREYS.stream().map(ArchitectureTest::in));
        check(classes().should().resideInAnyPackage(known.toArray(String[]::new)));
    }

    @Test
    void arrowsPointDown() {
        for (int i = 1; i < STOREYS.size(); i++) {
            String[] above =
                    STOREYS.subList(0, i).stream().map(ArchitectureTest::in).toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(in(STOREYS.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above));
        }
    }

    @Test
    void errorsStandOnNothing() {
        check(classes()
                .that()
                .resideInAPackage("org.flux4j")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.flux4j", "java.."));
    }

    @Test
    void theContractKnowsTheJdkAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("op"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("op"), "java.."));
    }

    @Test
    void theReferenceKnowsTheContractAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("ref"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("ref"), in("op"), "java.."));
    }

    @Test
    void vectorKnowsTheContractAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("vector"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("vector"), in("op"), "java..", "jdk.incubator.vector.."));
    }

    /** Backends are found through their providers, by name. */
    @Test
    void nobodyKnowsABackendByItsClass() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(BACKENDS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BACKENDS));
    }

    @Test
    void samplingKnowsNoPictures() {
        check(noClasses()
                .that()
                .resideInAPackage(in("sampling"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("picture")));
    }

    /** Whatever trains or judges a model can draw the world; the world needs none of it. */
    @Test
    void theWorldKnowsPicturesAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("train.world"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("train.world"), in("picture"), "java.."));
    }

    /**
     * What changes linear layers, such as a low-rank update, changes them in one place. Golden cases call any operator,
     * and the tape passes calls on.
     */
    @Test
    void linearLayersAloneMultiplyByWeights() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("op"), in("vector"), in("ref"), in("parity"))
                .and()
                .doNotHaveFullyQualifiedName("org.flux4j.model.Linear")
                .and()
                .doNotHaveFullyQualifiedName("org.flux4j.train.Tape")
                .should()
                .callCodeUnitWhere(isLinear()));
        assertThat(ALL.get("org.flux4j.model.Linear").getCodeUnitCallsFromSelf())
                .filteredOn(isLinear())
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static DescribedPredicate<JavaCall<?>> isLinear() {
        return describe(
                "target is an operator that multiplies by the weights of a linear layer",
                call -> call.getTargetOwner().isAssignableTo(Operators.class)
                        && Set.of("linear", "linearGelu").contains(call.getName()));
    }

    /** What the twins of the reference and the composites are built on does not depend on them. */
    @Test
    void wingsOfVectorKnowNeitherTwinsNorComposites() {
        check(noClasses()
                .that()
                .resideInAPackage("org.flux4j.vector.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.flux4j.vector"));
        check(noClasses()
                .that()
                .resideInAPackage("org.flux4j.vector.*..")
                .and()
                .resideOutsideOfPackage(in("vector.fused"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("vector.fused")));
    }

    @Test
    void threadsAndMemoryOfVectorKnowNoOtherWing() {
        check(classes()
                .that()
                .resideInAPackage(in("vector.run"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("vector.run"), in("op"), "java..", "jdk.incubator.vector.."));
    }

    private static void check(ArchRule rule) {
        rule.check(ALL);
    }

    private static String in(String name) {
        return "org.flux4j." + name + "..";
    }
}
