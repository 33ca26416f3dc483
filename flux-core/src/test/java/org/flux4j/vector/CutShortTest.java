package org.flux4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A weight file that is cut short while it is mapped: compiled vector code must throw an error, not end the process. So each
 * case runs in a process of its own. The sizes are multiples of any vector, so that no remainder is read one by one. The
 * compiler runs in the foreground, so that the code is compiled as a whole when the file is cut short.
 */
class CutShortTest {
    private static final int SIZE = 512;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"F32, 4, 1", "F32, 4, 64", "BF16, 2, 1", "BF16, 2, 64"})
    void isAnErrorToCompiledCode(DType type, int bytes, int tokens) throws IOException, InterruptedException {
        Path file = folder.resolve("x.safetensors");
        MemorySegment zeros = MemorySegment.ofArray(new byte[SIZE * SIZE * bytes]);
        SafeTensorsWriter.write(file, List.of(new StoredTensor("x", type, Shape.of(SIZE, SIZE), zeros)), Map.of());

        Path output = folder.resolve("output");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-Xbatch",
                        "-XX:+SuppressFatalErrorMessage",
                        "-cp",
                        System.getProperty("jdk.module.path") + ":target/test-classes",
                        Reader.class.getName(),
                        file.toString(),
                        Integer.toString(tokens))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output))
                .contains("java.lang.InternalError: a fault occurred in an unsafe memory access");
        assertThat(java.exitValue()).isZero();
    }

    /** Multiplies by the weight until the code is compiled, cuts the file short and multiplies again. */
    static final class Reader {
        private static final int ROUNDS = 60;

        private final Operators ops = new VectorizedOperators(2);
        private final Weight weight;
        private final Tensor x;

        private Reader(Path file, int tokens) {
            weight = SafeTensors.open(file).weights().get("x", SIZE, SIZE);
            x = Tensor.zeros(tokens, SIZE);
        }

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            Reader reader = new Reader(file, Integer.parseInt(args[1]));
            for (int i = 0; i < ROUNDS; i++) {
                reader.multiply();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            try {
                reader.multiply();
            } catch (InternalError e) {
                System.out.println(e);
            }
        }

        private void multiply() {
            try (Scope scope = ops.scope("test")) {
                scope.keep(ops.linear(x, weight, null));
            }
        }
    }
}
