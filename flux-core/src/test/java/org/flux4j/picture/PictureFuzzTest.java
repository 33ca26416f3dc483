package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.flux4j.Allocated;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged pictures are read, or refused with a {@link BadInputException} of one line; neither takes long, nor much more
 * memory than the pixels that the file can hold.
 */
class PictureFuzzTest {
    /** Of the largest pictures that files of these sizes can hold, and of the decoders' classes. */
    private static final long MOST_MEMORY = 256 << 20;

    private static final Duration MOST_TIME = Duration.ofSeconds(20);
    private static final int[] NUMBERS = {0, 1, -1, 255, 65535, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private int read;
    private int refused;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void survivesDamage(String format) throws IOException {
        List<byte[]> files = TestPictures.kinds().entrySet().stream()
                .filter(file -> file.getKey().endsWith(format))
                .map(Map.Entry::getValue)
                .toList();
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = files.get(random.nextInt(files.size())).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged = damage(damaged, files.get(random.nextInt(files.size())));
            }
            attempt(damaged);
        }
        assertThat(read).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    /** Numbers at every place, and an end at every place. */
    @ParameterizedTest
    @ValueSource(strings = {"plain.jpg", "plain.png", "plain.webp", "webp-animated-part.webp", "sampling-440.jpg"})
    void survivesNumbersAnywhere(String name) throws IOException {
        byte[] file = TestPictures.kinds().get(name);
        for (int at = 0; at < Math.min(200, file.length - 4); at++) {
            byte[] changed = file.clone();
            ByteBuffer.wrap(changed).putInt(at, NUMBERS[at % NUMBERS.length]);
            attempt(changed);
            attempt(Arrays.copyOf(file, at));
        }
        assertThat(refused).isGreaterThan(100);
    }

    /** A lossless WebP picture of one colour takes no bits for its pixels, and one that is cut off none at all. */
    @Test
    void claimsOfWebpAreChecked() throws IOException {
        byte[] file = TestPictures.kinds().get("lossless-one-colour.webp");
        int size = 8 + 12 + 1;
        for (int bits = 0; bits < 32; bits++) {
            byte[] changed = file.clone();
            changed[size + bits / 8] ^= (byte) (1 << bits % 8);
            attempt(changed);
        }
        assertThat(read + refused).isEqualTo(32);
    }

    private byte[] damage(byte[] file, byte[] other) {
        int at = random.nextInt(file.length + 1);
        byte[] head = Arrays.copyOf(file, at);
        byte[] tail = Arrays.copyOfRange(file, at, file.length);
        return switch (random.nextInt(7)) {
            case 0 -> TestPictures.concat(head, new byte[] {(byte) random.nextInt()}, from(tail, 1));
            case 1 ->
                TestPictures.concat(
                        head,
                        ByteBuffer.allocate(4)
                                .putInt(NUMBERS[random.nextInt(NUMBERS.length)])
                                .array(),
                        from(tail, 4));
            case 2 -> TestPictures.concat(head, from(other, random.nextInt(other.length + 1)));
            case 3 -> TestPictures.concat(head, from(file, random.nextInt(file.length + 1)));
            case 4 -> TestPictures.concat(file, new byte[random.nextInt(64)]);
            case 5 -> TestPictures.concat(head, from(tail, random.nextInt(40)));
            default -> head;
        };
    }

    private static byte[] from(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
    }

    private void attempt(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("picture"), content);
        long memory = Allocated.bytes();
        long start = System.nanoTime();
        try {
            assertThat(PictureReader.read(file)).isNotNull();
            read++;
        } catch (BadInputException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            assertThat(e.getMessage()).hasLineCount(1);
            refused++;
        }
        assertThat(Allocated.bytes() - memory).isLessThan(MOST_MEMORY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST_TIME);
    }
}
