package org.flux4j.picture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG file.
 *
 * <p>Source: ITU-T T.81, section B.2.2.
 */
record JpegFrame(int width, int height, boolean progressive, List<Component> components) {
    /** The offset of the first component in the header. */
    static final int COMPONENTS_OFFSET = 6;

    /** The size of a component in the header. */
    static final int COMPONENT_SIZE = 3;

    private static final int PROGRESSIVE_HUFFMAN = 0xC2; // SOF2, the last kind that the decoder supports
    private static final int FIRST_ARITHMETIC = 0xC9; // SOF9

    /** A component, with its horizontal and vertical sampling factors. */
    record Component(int id, int horizontal, int vertical) {}

    /**
     * Parses the header after a marker SOF0 to SOF15.
     *
     * @throws RefusedPictureException if the decoder does not support this kind of JPEG
     */
    static JpegFrame of(int marker, ByteBuffer header) throws RefusedPictureException {
        if (marker > PROGRESSIVE_HUFFMAN) {
            throw new RefusedPictureException(
                    marker < FIRST_ARITHMETIC
                            ? "a lossless or hierarchical JPEG picture, expected a sequential or progressive one"
                            : "an arithmetic-coded JPEG picture, expected a Huffman-coded one");
        }
        int bits = Byte.toUnsignedInt(header.get());
        if (bits != 8) {
            throw new RefusedPictureException("a JPEG picture of " + bits + " bits per sample, expected 8");
        }
        int height = Short.toUnsignedInt(header.getShort());
        int width = Short.toUnsignedInt(header.getShort());
        int count = Byte.toUnsignedInt(header.get());
        if (count != 1 && count != 3 && count != 4) {
            throw new RefusedPictureException("a JPEG picture of " + count + " components, expected 1, 3 or 4");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = Byte.toUnsignedInt(header.get());
            int factors = Byte.toUnsignedInt(header.get());
            header.get(); // skip the quantization table
            components.add(new Component(id, factors >> 4, factors & 15));
        }
        return new JpegFrame(width, height, marker == PROGRESSIVE_HUFFMAN, components);
    }
}
