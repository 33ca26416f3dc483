package org.flux4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;
import org.flux4j.vector.run.Engine;
import org.junit.jupiter.api.Test;

/**
 * The plan of the package: twins of the reference on the ground floor, of its gradients in {@code gradient}, and composites
 * in {@code fused}.
 */
class TwinsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "flux4j", "vector");
    private static final Path REFERENCE = Path.of("..", "flux-ref", "src", "main", "java", "org", "flux4j", "ref");
    private static final Set<String> OTHERS =
            Set.of("VectorizedOperators", "VectorProvider", "VectorPlanner", "package-info");

    @Test
    void theGroundFloorHoldsTheTwinsAndNothingElse() throws Exception {
        Set<String> expected = new TreeSet<>(OTHERS);
        expected.addAll(operators());
        assertThat(names(SOURCES)).isEqualTo(expected);
    }

    @Test
    void twinsTakeTheArgumentsOfTheReferenceAndAnEngine() throws Exception {
        assertThat(operators()).hasSizeGreaterThan(20);
        for (String name : operators()) {
            assertTwins(
                    apply(RefOperators.class.getPackageName() + "." + name),
                    apply(TwinsTest.class.getPackageName() + "." + name));
        }
    }

    @Test
    void theWingOfGradientsHoldsTheirTwinsAndNothingElse() throws Exception {
        Set<String> expected = new TreeSet<>(Set.of("VectorizedGradients", "package-info"));
        expected.addAll(gradients());
        assertThat(names(SOURCES.resolve("gradient"))).isEqualTo(expected);
    }

    @Test
    void twinsOfGradientsTakeTheArgumentsOfTheReferenceAndAnEngine() throws Exception {
        assertThat(gradients()).hasSizeGreaterThan(15);
        for (String name : gradients()) {
            Class<?> twin = load(TwinsTest.class.getPackageName() + ".gradient." + name);
            for (Method reference : ofTensors(load(RefOperators.class.getPackageName() + "." + name))) {
                assertTwins(reference, method(twin, reference.getName()));
            }
        }
    }

    private static void assertTwins(Method reference, Method twin) {
        List<Class<?>> expected = new ArrayList<>(List.of(reference.getParameterTypes()));
        if (reference.getParameters()[expected.size() - 1].getName().equals("threads")) {
            expected.removeLast();
        }
        expected.add(Engine.class);
        assertThat(twin.getParameterTypes()).as("%s", twin).containsExactlyElementsOf(expected);
        assertThat(twin.getReturnType()).as("%s", twin).isEqualTo(reference.getReturnType());
    }

    /** Returns the methods that compute gradients: the static ones that receive dy and are not private. */
    private static List<Method> ofTensors(Class<?> gradient) {
        List<Method> found = Arrays.stream(gradient.getDeclaredMethods())
                .filter(method ->
                        Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> method.getParameterTypes()[0] == Tensor.class)
                .toList();
        assertThat(found).as("%s", gradient).isNotEmpty();
        return found;
    }

    /** Where a composite has several forms, a class is the twin of one of them. */
    @Test
    void compositesTakeTheArgumentsOfTheContractAndAnEngine() throws Exception {
        for (String name : names(SOURCES.resolve("fused"))) {
            if (!name.equals("package-info")) {
                List<Class<?>> fused =
                        new ArrayList<>(List.of(apply(TwinsTest.class.getPackageName() + ".fused." + name)
                                .getParameterTypes()));
                assertThat(fused.removeLast()).as(name).isEqualTo(Engine.class);
                String operator = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                assertThat(Operators.class.getDeclaredMethods())
                        .as(name)
                        .filteredOn(method -> method.getName().equals(operator))
                        .extracting(method -> List.of(method.getParameterTypes()))
                        .contains(List.copyOf(fused));
            }
        }
    }

    /** Returns the gradients of the reference. */
    private static Set<String> gradients() throws IOException {
        return names(REFERENCE).stream()
                .filter(name -> name.endsWith("Gradient"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the operators of the reference: the classes that have a method {@code apply}, but for the gradients. */
    private static Set<String> operators() throws Exception {
        Set<String> operators = new TreeSet<>();
        for (String name : names(REFERENCE)) {
            if (!name.equals("package-info")
                    && !name.endsWith("Gradient")
                    && Arrays.stream(load(RefOperators.class.getPackageName() + "." + name)
                                    .getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals("apply"))) {
                operators.add(name);
            }
        }
        return operators;
    }

    private static Method apply(String type) throws Exception {
        return method(load(type), "apply");
    }

    private static Method method(Class<?> type, String name) {
        List<Method> found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        assertThat(found).as("methods %s of %s", name, type).hasSize(1);
        return found.getFirst();
    }

    private static Class<?> load(String type) throws ClassNotFoundException {
        return Class.forName(type, false, TwinsTest.class.getClassLoader());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
