package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
    /** A provider with a device that cannot run and one that can. */
    private record Sundial() implements OperatorsProvider {
        static final Device GARDEN = new Device("garden", 1, Optional.of("it is night"));
        static final Device ROOF = new Device("roof", 1, Optional.empty());

        @Override
        public String name() {
            return "sundial";
        }

        @Override
        public String description() {
            return "the operators in sunlight";
        }

        @Override
        public List<Device> devices() {
            return List.of(GARDEN, ROOF);
        }

        @Override
        public Operators create(Device device, int threads) {
            throw new AssertionError("opened");
        }
    }

    @Test
    void theDefaultOneIsPreferred() {
        Backend backend = Backend.preferred(3);
        assertThat(backend.name()).isEqualTo(Backend.DEFAULT);
        assertThat(backend.threads()).isEqualTo(3);
        assertThat(backend.note()).isEmpty();
        assertThat(backend.planner()).isPresent();
    }

    @Test
    void aDeviceMayBeNamed() {
        assertThat(Backend.of("ref:cpu", 1).device().name()).isEqualTo("cpu");
        assertThat(Backend.of("ref", 1).planner()).isEmpty();
    }

    @Test
    void whereItCannotRunAnotherDoesWithANote() {
        Backend night = new Backend(new Sundial(), Sundial.GARDEN, 2, Optional.empty());
        Backend day = new Backend(new Sundial(), Sundial.ROOF, 2, Optional.empty());
        assertThat(day.orElse(() -> night)).isSameAs(day);
        Backend other = night.orElse(() -> day);
        assertThat(other.device()).isEqualTo(Sundial.ROOF);
        assertThat(other.note())
                .contains(
                        "backend sundial:garden cannot run here: it is night; sundial:roof runs instead, which is slower");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sundial | backend sundial: no such backend; there are: ref, vector",
                "ref:gpu | backend ref:gpu: no such device; there are: cpu",
                "ref: | backend ref:: no such device; there are: cpu",
                ":cpu | backend :cpu: no such backend; there are: ref, vector"
            })
    void unknownNamesAreRefused(String name, String message) {
        assertThatThrownBy(() -> Backend.of(name, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 1025, Integer.MAX_VALUE})
    void numbersOfThreadsHaveLimits(int threads) {
        assertThatThrownBy(() -> Backend.of("ref", threads))
                .isInstanceOf(BadInputException.class)
                .hasMessage("threads: expected 1 to 1024, found " + threads);
        assertThatThrownBy(() -> Backend.preferred(threads)).isInstanceOf(BadInputException.class);
    }
}
