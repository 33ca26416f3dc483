package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that PyTorch writes, compared with the float32 values that PyTorch converts it to. */
class DTypesTest {
    private final SafeTensors file = Fixtures.open("dtypes.safetensors");

    @ParameterizedTest
    @CsvSource({
        "f8_e4m3, F8_E4M3, 256",
        "f16, F16, 1091",
        "bf16, BF16, 1091",
        "f64, F64, 5",
        "i64, I64, 5",
        "u8, U8, 256"
    })
    void widensToTheSameFloats(String name, String dtype, int count) {
        StoredTensor stored = file.tensors().get(name);
        float[] expected = file.tensors().get(name + ".as_f32").tensor().data();
        assertThat(stored.type()).hasToString(dtype);
        assertThat(expected).hasSize(count);

        float[] found = stored.tensor().data();
        // containsExactly compares as Float.equals does: all NaN are one, and −0 is not 0
        assertThat(found).containsExactly(expected);
        assertThat(stored.weight().toFloats()).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transformer.official.safetensors", "vae.diffusers.safetensors"})
    void aFileOfPyTorchIsWrittenAgainByteForByte(String name, @TempDir Path folder) {
        SafeTensors read = Fixtures.open(name);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));

        Path copy = folder.resolve(name);
        SafeTensorsWriter.write(copy, read.tensors().values(), read.metadata());
        assertThat(copy).hasBinaryContent(Fixtures.bytes(name));
    }
}
