package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bit as PyTorch drew it: torch_randn.txt, by testdata/python/sampling_fixtures.py. */
class TorchRandomTest {
    static List<String> drawnByTorch() {
        return TestFiles.lines(TorchRandomTest.class, "torch_randn.txt");
    }

    @ParameterizedTest
    @MethodSource("drawnByTorch")
    void equalsTorch(String line) {
        String[] fields = line.split(" ");
        int count = Integer.parseInt(fields[2]);
        float[] noise = TorchRandom.randn(Long.parseLong(fields[0]), Noise.valueOf(fields[1]), count)
                .data();

        assertThat(noise).hasSize(count);
        String[] head = IntStream.range(0, Math.min(count, 37))
                .mapToObj(i -> "%08x".formatted(Float.floatToRawIntBits(noise[i])))
                .toArray(String[]::new);
        assertThat(head)
                .containsExactly(List.of(fields).subList(4, fields.length).toArray(String[]::new));
        assertThat("%08x".formatted(crc32(noise))).isEqualTo(fields[3]);
    }

    @Test
    void fillsAShapeInRowMajorOrder() {
        Tensor noise = TorchRandom.randn(5, Noise.F32, 4, 2, 3);
        assertThat(noise.shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(noise.data())
                .containsExactly(TorchRandom.randn(5, Noise.F32, 24).data());
    }

    @Test
    void goesOnWhereItStopped() {
        TorchRandom random = new TorchRandom(3);
        float[] one = random.randn(Noise.F32, 1).data();
        float[] two = random.randn(Noise.F32, 2).data();
        assertThat(new float[] {one[0], two[0], two[1]})
                .containsExactly(TorchRandom.randn(3, Noise.F32, 3).data());
    }

    @Test
    void nothingElseIsDrawn() {
        assertThat(Noise.ofTorchName("float32")).contains(Noise.F32);
        assertThat(Noise.ofTorchName("bfloat16")).contains(Noise.BF16);
        assertThat(Noise.ofTorchName("float16")).isEmpty();
        assertThat(Noise.ofTorchName("F32")).isEmpty();
    }

    private static long crc32(float[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
