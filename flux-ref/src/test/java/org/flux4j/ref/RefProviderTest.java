package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.flux4j.op.Device;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.Test;

class RefProviderTest {
    @Test
    void isFoundByName() {
        assertThat(OperatorsProvider.all()).extracting(OperatorsProvider::name).contains("ref");
        OperatorsProvider ref = OperatorsProvider.all().stream()
                .filter(provider -> provider.name().equals("ref"))
                .findFirst()
                .orElseThrow();
        assertThat(ref.isAvailable()).isTrue();
        assertThat(ref.devices()).extracting(Device::name).containsExactly("cpu");
        assertThat(ref.planner(ref.devices().getFirst(), 1)).isEmpty();
        assertThat(ref.create(1)).isInstanceOf(RefOperators.class);
    }

    @Test
    void isNamedForTheClassPathToo() throws Exception {
        String entry = "/META-INF/services/" + OperatorsProvider.class.getName();
        try (var in = RefProvider.class.getResourceAsStream(entry)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(RefProvider.class.getName());
        }
        assertThat(ServiceLoader.load(OperatorsProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(RefProvider.class);
    }
}
