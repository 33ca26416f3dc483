package org.flux4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.Test;

class VectorProviderTest {
    private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";

    @Test
    void isFoundAndRunsHere() {
        OperatorsProvider found = OperatorsProvider.all().stream()
                .filter(provider -> provider.name().equals("vector"))
                .findFirst()
                .orElseThrow();
        assertThat(found).isInstanceOf(VectorProvider.class);
        assertThat(found.isAvailable()).isTrue();
        assertThat(found.create(1)).isInstanceOf(VectorizedOperators.class);
    }

    @Test
    void isNamedForTheClassPathToo() throws Exception {
        String entry = "/META-INF/services/" + OperatorsProvider.class.getName();
        try (var in = VectorProvider.class.getResourceAsStream(entry)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(VectorProvider.class.getName());
        }
    }

    @Test
    void anotherWidthIsAnotherCopyOfTheClasses() {
        Object narrow = new VectorProvider(128).create(1);
        assertThat(narrow.getClass().getName()).isEqualTo(VectorizedOperators.class.getName());
        assertThat(narrow).isNotInstanceOf(VectorizedOperators.class);
        assertThat(narrow.getClass()).isSameAs(new VectorProvider(128).create(2).getClass());
        assertThat(narrow.getClass())
                .isNotSameAs(new VectorProvider(256).create(1).getClass());
        assertThatThrownBy(() -> new VectorProvider(96))
                .hasMessage("vector: bits: expected 64, 128, 256 or 512, found 96");
    }

    @Test
    void saysWhyItCannotRun() {
        assertThat(VectorProvider.unavailable(true, HOTSPOT, "mixed mode, sharing"))
                .isEmpty();
        assertThat(VectorProvider.unavailable(false, HOTSPOT, "mixed mode"))
                .contains("the module jdk.incubator.vector is missing: add --add-modules jdk.incubator.vector");
        assertThat(VectorProvider.unavailable(true, "Eclipse OpenJ9 VM", ""))
                .contains("this virtual machine, Eclipse OpenJ9 VM, would run vectors slower than scalar code");
        assertThat(VectorProvider.unavailable(true, HOTSPOT, "interpreted mode"))
                .contains("without the compiler C2 (interpreted mode), vectors would be slower than scalar code");
        assertThat(VectorProvider.unavailable(true, HOTSPOT, "mixed mode, emulated-client"))
                .isPresent();
    }
}
