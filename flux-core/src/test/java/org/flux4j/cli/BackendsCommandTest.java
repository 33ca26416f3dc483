package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flux4j.op.Device;
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
        public List<Device> devices() {
            return List.of(new Device("garden", 2_000_000_000, unavailable), new Device("roof", 999, Optional.empty()));
        }

        @Override
        public Operators create(Device device, int threads) {
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

    /** The modules of these tests are those of a build without TornadoVM. */
    @Test
    void whatToInstallIsSaidOfOneThatIsNotInTheBuild() {
        assertThat(CommandRun.of("backends").out().lines().filter(line -> line.startsWith("tornado")))
                .singleElement()
                .asString()
                .contains("TornadoVM 5.2")
                .contains("TORNADOVM_HOME");
        CommandRun run = CommandRun.of("parity", "--backend", "tornado:opencl-0", ".");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "flux: backend tornado:opencl-0: not in this build: install the SDK of TornadoVM 5.2 for JDK 25,"
                                + " and let TORNADOVM_HOME name its folder\n");
    }

    @Test
    void theReasonStandsBelowOneThatCannotRun() {
        assertThat(BackendsCommand.describe(new Sundial(Optional.empty())).lines())
                .containsExactly(
                        "sundial   the operators in sunlight",
                        "          garden    up to 2.0 GB for tensors",
                        "          roof      up to 999 bytes for tensors");
        assertThat(BackendsCommand.describe(new Sundial(Optional.of("it is night")))
                        .lines())
                .containsExactly(
                        "sundial   the operators in sunlight",
                        "          garden    cannot run here: it is night",
                        "          roof      up to 999 bytes for tensors");
    }

    @Test
    void aBackendThatRecordsNothingHasNoGraph() {
        Path model = Path.of("..", "testdata", "tiny-random");
        CommandRun run = CommandRun.of("backends", "--graph", "--model", model, "--backend", "ref");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("flux: backend ref: expected one that records steps, such as tornado; this one does not\n");
        assertThat(CommandRun.of("backends", "--graph", "--model", model).err())
                .startsWith("flux: backend vector: expected one that");
    }
}
