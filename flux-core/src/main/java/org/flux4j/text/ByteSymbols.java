package org.flux4j.text;

import java.nio.charset.StandardCharsets;

/**
 * One printable character for each byte, so that any text can be spelled: a byte that is a printable character of Latin-1
 * stands for itself, the others follow from U+0100 on, in order. GPT-2's bytes_to_unicode.
 */
final class ByteSymbols {
    private static final char[] SYMBOLS = symbols();

    private ByteSymbols() {}

    /** The UTF-8 bytes of a text, a symbol for each. */
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
