package org.flux4j.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages files at random, in the same way for the same seed. */
final class Mutations {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "7",
            "8",
            "255",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "-9223372036854775809",
            "1e3",
            "1e400",
            "0.5",
            "9".repeat(2000),
            "NaN");
    private static final List<String> SCRAPS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"F32\"",
            "\"I32\"",
            "\"../x\"",
            "\"\\u0000\\n\"",
            "\"\\ud800\"",
            "{",
            "[",
            "]",
            "}",
            ",",
            ":",
            "\"",
            "\\",
            "\u0000",
            "\ufeff",
            "é",
            "__metadata__",
            "dtype",
            "shape",
            "data_offsets");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a safetensors file that differs from the given one. */
    byte[] safetensors(byte[] file) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8);
        byte[] data = Arrays.copyOfRange(file, 8 + length, file.length);
        return switch (random.nextInt(8)) {
            case 0 -> flipBits(file);
            case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 2 -> Arrays.copyOf(file, file.length + 1 + random.nextInt(64));
            case 3 -> withLength(file, random.nextLong() >> random.nextInt(64));
            case 4 -> join(value(0).getBytes(StandardCharsets.UTF_8), data);
            case 5 -> join(flipBits(header.getBytes(StandardCharsets.UTF_8)), data);
            default -> join(json(header).getBytes(StandardCharsets.UTF_8), data);
        };
    }

    /** Returns a text that differs from the given JSON, and may or may not be JSON. */
    String json(String text) {
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> insert(text, pick(SCRAPS));
            case 2 -> cut(text);
            case 3 -> insert(text, text.substring(random.nextInt(text.length())));
            case 4 -> value(0);
            default -> replaceNumber(text);
        };
    }

    private byte[] flipBits(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] withLength(byte[] file, long length) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return changed;
    }

    private static byte[] join(byte[] header, byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        file.writeBytes(header);
        file.writeBytes(data);
        return file.toByteArray();
    }

    private String insert(String text, String scrap) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + scrap + text.substring(at);
    }

    private String cut(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(20));
        return text.substring(0, from) + text.substring(to);
    }

    private String replaceNumber(String text) {
        List<String> numbers =
                NUMBER.matcher(text).results().map(result -> result.group()).toList();
        if (numbers.isEmpty()) {
            return insert(text, pick(NUMBERS));
        }
        int skip = random.nextInt(numbers.size());
        Matcher matcher = NUMBER.matcher(text);
        for (int i = 0; i <= skip; i++) {
            matcher.find();
        }
        return text.substring(0, matcher.start()) + pick(NUMBERS) + text.substring(matcher.end());
    }

    /** Returns a random JSON value. */
    private String value(int depth) {
        int kind = random.nextInt(depth < 4 ? 5 : 3);
        if (kind < 2) {
            return pick(kind == 0 ? NUMBERS : SCRAPS);
        }
        if (kind == 2) {
            return "\"k" + random.nextInt(5) + "\"";
        }
        StringBuilder list = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = kind == 3
                    ? ""
                    : random.nextInt(3) == 0 ? "\"" + pick(SCRAPS).replace("\"", "") + "\": " : "\"k" + i + "\": ";
            list.append(list.isEmpty() ? "" : ",").append(key).append(value(depth + 1));
        }
        return kind == 3 ? "[" + list + "]" : "{" + list + "}";
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
