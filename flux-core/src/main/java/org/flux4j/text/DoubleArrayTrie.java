package org.flux4j.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.flux4j.BadInputException;

/**
 * A trie in the form of the darts-clone library: an array of 32-bit units, in which the successor of a node is at the node's
 * index XOR the node's offset XOR the successor's label.
 *
 * <pre>
 * bits of a node  31: 0, 30–10: offset, 9: offset is in 256s, 8: has a value, 7–0: label
 * bits of a value 31: 1, 30–0: the value; it is the successor with label 0
 * </pre>
 */
final class DoubleArrayTrie {
    static final int NONE = -1;

    /** Labels are bytes, so successors lie in one block of 256. */
    private static final int BLOCK = 256;

    private final int[] units;

    /**
     * Creates a trie.
     *
     * @param source the file, for messages
     * @param stored the units
     * @param limit the number that every value must be less than
     * @throws BadInputException if a node points out of the array, or a value is not less than the limit
     */
    DoubleArrayTrie(String source, ByteBuffer stored, int limit) {
        if (stored.remaining() == 0 || stored.remaining() % (BLOCK * Integer.BYTES) != 0) {
            throw new BadInputException(source + ": expected a trie in blocks of " + BLOCK * Integer.BYTES
                    + " bytes, found " + stored.remaining() + " bytes");
        }
        units = new int[stored.remaining() / Integer.BYTES];
        stored.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(units);
        for (int at = 0; at < units.length; at++) {
            checkNode(source, at, limit);
        }
    }

    /** Returns the value of the shortest key that is a prefix of the text; {@link #NONE} if there is none. */
    int shortestPrefix(byte[] text) {
        int successors = successors(0);
        for (byte b : text) {
            int label = Byte.toUnsignedInt(b);
            int at = successors ^ label;
            if (label == 0 || label(at) != label) {
                return NONE;
            }
            successors = successors(at);
            if (hasValue(at)) {
                return value(successors);
            }
        }
        return NONE;
    }

    /** Checks that no text leads out of the array. */
    private void checkNode(String source, int at, int limit) {
        boolean node = units[at] >= 0;
        boolean inside = successors(at) < units.length;
        if (node && (!inside || (hasValue(at) && value(successors(at)) >= limit))) {
            throw new BadInputException(source + ": trie: node " + at + " points out of the table");
        }
    }

    private int successors(int at) {
        int unit = units[at];
        return at ^ ((unit >>> 10) << ((unit & (1 << 9)) >>> 6));
    }

    private int label(int at) {
        return units[at] & ((1 << 31) | 0xff);
    }

    private boolean hasValue(int at) {
        return ((units[at] >>> 8) & 1) == 1;
    }

    private int value(int at) {
        return units[at] & Integer.MAX_VALUE;
    }
}
