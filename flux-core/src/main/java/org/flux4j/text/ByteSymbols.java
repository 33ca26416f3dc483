package org.flux4j.text;

import java.nio.charset.StandardCharsets;

/**
 * A printable character for each byte, with which any text can be spelled: that of Latin-1 if it is printable; the other bytes
 * have the characters from U+0100 on, in order. These are the symbols of GPT-2's {@code bytes_to_unicode}.
 */
final class ByteSymbols {
    private static final char[] SYMBOLS = symbols();

    private ByteSymbols() {}

    /** Returns the symbols of a text's UTF-8 bytes. */
    static char[] spell(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] spelled = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            spelled[i] = SYMBOLS[Byte.toUnsignedInt(bytes[i])];
        }
        return spelled;
    }

    private static char[] symbols() {
        char[] symbols = new char[256];
        char next = 256;
        for (char b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= '\u00a1' && b <= '\u00ac') || b >= '\u00ae';
            symbols[b] = printable ? b : next++;
        }
        return symbols;
    }
}
