package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("x.safetensors");
        List<StoredTensor> tensors = List.of(
                StoredTensor.ofBytes("pixels", Shape.of(1, 3), (byte) 0, (byte) 127, (byte) -1),
                StoredTensor.of("b", Tensor.of(Shape.of(2, 2), 1f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY)),
                StoredTensor.ofLongs("ids", Shape.of(2), Long.MIN_VALUE, 49407),
                StoredTensor.of("a \"\n\u00e9", Tensor.of(Shape.of(), 3f)),
                StoredTensor.of("none", Tensor.zeros(0, 5)));
        SafeTensorsWriter.write(file, tensors, Map.of("op", "linear", "attrs", "{\"eps\": 1e-6}"));

        SafeTensors read = SafeTensors.open(file);
        assertThat(read.source()).isEqualTo(file.toString());
        assertThat(read.metadata()).isEqualTo(Map.of("op", "linear", "attrs", "{\"eps\": 1e-6}"));
        assertThat(read.tensors().keySet()).containsExactlyInAnyOrder("ids", "none", "a \"\n\u00e9", "b", "pixels");
        assertThat(read.tensors().get("pixels").toBytes()).containsExactly(0, 127, -1);
        assertThat(read.tensors().get("pixels").shape()).isEqualTo(Shape.of(1, 3));
        assertThat(read.tensors().get("b").tensor().data())
                .containsExactly(1f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY);
        assertThat(read.tensors().get("ids").longs()).containsExactly(Long.MIN_VALUE, 49407);
        assertThat(read.tensors().get("a \"\n\u00e9").tensor().data()).containsExactly(3f);
        assertThat(read.tensors().get("none").shape()).isEqualTo(Shape.of(0, 5));
    }

    @Test
    void theSameTensorsGiveTheSameBytesAligned() throws IOException {
        StoredTensor odd = StoredTensor.ofBytes("odd", Shape.of(3), new byte[3]);
        StoredTensor wide = StoredTensor.of("wide", Tensor.of(Shape.of(2), 1f, 2f));
        Path first = folder.resolve("1.safetensors");
        Path second = folder.resolve("2.safetensors");
        SafeTensorsWriter.write(first, List.of(odd, wide), Map.of("a", "1", "b", "2", "c", "3"));
        SafeTensorsWriter.write(second, List.of(wide, odd), Map.of("c", "3", "b", "2", "a", "1"));

        assertThat(second).hasSameBinaryContentAs(first);
        SafeTensors read = SafeTensors.open(first);
        assertThat(read.tensors().keySet()).containsExactly("wide", "odd");
        assertThat(read.tensors().get("wide").bytes().address() % 4).isZero();
        assertThat(Files.readAllBytes(first)[0] % 8).isZero();
    }

    @Test
    void aFileInMemoryIsReadLikeOneOnDisk() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensorsWriter.write(file, List.of(StoredTensor.of("x", Tensor.of(Shape.of(2), -1.5f, 2f))), Map.of());

        SafeTensors read = SafeTensors.of("archive!x", MemorySegment.ofArray(Files.readAllBytes(file)));
        assertThat(read.weights().get("x", 2).toFloats()).containsExactly(-1.5f, 2f);
        assertThat(read.weights().find("y")).isNull();
        assertThatThrownBy(() -> read.weights().get("y", 2))
                .isInstanceOf(BadInputException.class)
                .hasMessage("archive!x: no tensor y");
    }

    @Test
    void aTensorOfAnotherTypeIsRefused() {
        StoredTensor ids = StoredTensor.ofLongs("ids", Shape.of(1), 7);
        assertThat(ids.dtype()).isEqualTo(DType.I64);
        assertThatThrownBy(ids::toBytes)
                .isInstanceOf(BadInputException.class)
                .hasMessage("tensor ids: expected type U8, found I64");
        assertThatThrownBy(() -> StoredTensor.of("x", Tensor.zeros(1)).longs())
                .isInstanceOf(BadInputException.class)
                .hasMessage("tensor x: expected type I64, found F32");
    }
}
