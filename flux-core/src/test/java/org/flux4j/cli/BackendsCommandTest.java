package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {
    private record Sundial(Optional<String> unavailable) implements OperatorsProvider {
        @Override
        public String name() {
            return "sundial";
        }

        @Override
        public String description() {
            return "the operators in sunlight";
        }

        @Override
        public Operators create(int threads) {
            throw new AssertionError("listing backends opens none");
        }
    }

    @Test
    void theReferenceRunsEverywhere() {
        CommandRun run = CommandRun.of("backends");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("ref       scalar loops").doesNotContain("cannot run");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theReasonStandsBelowOneThatCannotRun() {
        assertThat(BackendsCommand.lines(new Sundial(Optional.empty())).lines())
                .containsExactly("sundial   the operators in sunlight");
        assertThat(BackendsCommand.lines(new Sundial(Optional.of("it is night")))
                        .lines())
                .containsExactly("sundial   the operators in sunlight", "          cannot run here: it is night");
    }
}
