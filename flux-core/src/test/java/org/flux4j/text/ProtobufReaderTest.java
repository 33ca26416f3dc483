package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
    @Test
    void fieldsAreReadInTurn() {
        ProtobufReader in = reader(
                0x0a, 3, 'a', 0xc3, 0xa9, // 1: "aé"
                0x15, 0, 0, 0x80, 0xbf, // 2: -1f
                0x18, 0xac, 0x02, // 3: 300
                0x21, 1, 2, 3, 4, 5, 6, 7, 8, // 4: 8 bytes, skipped
                0x82, 0x01, 2, 0x08, 5); // 16: {1: 5}
        assertThat(in.next()).isTrue();
        assertThat(in.field()).isEqualTo(1);
        assertThat(in.text()).isEqualTo("aé");
        assertThat(in.next()).isTrue();
        assertThat(in.float32()).isEqualTo(-1f);
        assertThat(in.next()).isTrue();
        assertThat(in.integer()).isEqualTo(300);
        assertThat(in.next()).isTrue();
        assertThat(in.field()).isEqualTo(4);
        assertThat(in.next()).isTrue();
        assertThat(in.field()).isEqualTo(16);
        ProtobufReader inner = in.message();
        assertThat(inner.next()).isTrue();
        assertThat(inner.integer()).isEqualTo(5);
        assertThat(inner.next()).isFalse();
        assertThat(in.next()).isFalse();
    }

    @Test
    void brokenMessagesAreRefused() {
        assertBroken("it ends too early", 0x0a, 3, 'a');
        assertBroken("it ends too early", 0x15, 0, 0);
        assertBroken("it ends too early", 0x80);
        assertBroken("it ends too early", 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1);
        assertBroken("a number without end", 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
        assertBroken("field 1 is of an unknown kind", 0x0b);
        assertBroken("field 1: expected BYTES, found VARINT", 0x08, 1);
        assertBroken("field 1 is not UTF-8", 0x0a, 1, 0xff);
    }

    private static void assertBroken(String why, int... bytes) {
        ProtobufReader in = reader(bytes);
        assertThatThrownBy(() -> {
                    in.next();
                    in.text();
                })
                .isInstanceOf(BadInputException.class)
                .hasMessage("x.model: not a valid protobuf message: " + why);
    }

    private static ProtobufReader reader(int... bytes) {
        ByteBuffer message = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            message.put((byte) b);
        }
        return new ProtobufReader("x.model", message.flip());
    }
}
