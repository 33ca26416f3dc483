package org.flux4j.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.flux4j.BadInputException;

/**
 * The table of SentencePiece that maps characters to replacements (nmt_nfkc for T5): a trie over UTF-8, whose values are
 * indices into a block of replacements, each followed by a zero byte.
 *
 * <p>A user-perceived character (extended grapheme cluster) of at most 5 bytes is looked up as a whole, and the replacement
 * of its shortest known prefix replaces all of it. The characters of longer ones are looked up one by one. So does <a
 * href="https://github.com/huggingface/tokenizers/blob/v0.23.1/tokenizers/src/normalizers/precompiled.rs">Precompiled</a> of
 * Hugging Face's tokenizers; sentencepiece itself replaces the longest known prefix, wherever it is.
 */
final class PrecompiledCharsMap {
    private static final int LONGEST_WHOLE = 5;

    private final DoubleArrayTrie trie;
    private final byte[] replacements;

    /**
     * Creates a map.
     *
     * @param source the file, for messages
     * @param table the size of the trie in bytes, little-endian; the trie; the replacements
     * @throws BadInputException if the table is not consistent
     */
    PrecompiledCharsMap(String source, ByteBuffer table) {
        ByteBuffer in = table.slice().order(ByteOrder.LITTLE_ENDIAN);
        long size = in.remaining() < Integer.BYTES ? 0 : Integer.toUnsignedLong(in.getInt());
        if (size > in.remaining()) {
            throw new BadInputException(
                    source + ": expected a trie of " + size + " bytes, found " + in.remaining() + " bytes");
        }
        ByteBuffer units = in.slice(in.position(), (int) size);
        replacements = new byte[in.remaining() - (int) size];
        in.get(in.position() + (int) size, replacements);
        trie = new DoubleArrayTrie(source, units, replacements.length);
    }

    /** Returns a text with its characters replaced. */
    String normalize(String text) {
        return Clusters.of(text).map(this::normalizeCluster).collect(Collectors.joining());
    }

    private String normalizeCluster(String cluster) {
        byte[] whole = cluster.getBytes(StandardCharsets.UTF_8);
        String replacement = whole.length <= LONGEST_WHOLE ? replacement(whole) : null;
        return replacement != null
                ? replacement
                : cluster.codePoints().mapToObj(this::normalizeCharacter).collect(Collectors.joining());
    }

    private String normalizeCharacter(int codePoint) {
        String character = Character.toString(codePoint);
        String replacement = replacement(character.getBytes(StandardCharsets.UTF_8));
        return replacement != null ? replacement : character;
    }

    private String replacement(byte[] key) {
        int start = trie.shortestPrefix(key);
        if (start == DoubleArrayTrie.NONE) {
            return null;
        }
        int end = start;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        return new String(replacements, start, end - start, StandardCharsets.UTF_8);
    }
}
