package org.flux4j.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The parts of a JPEG file that matter for decoding: a minimal file for the decoder, the frame header, the colour space
 * and the metadata. Segments are interpreted as in libjpeg and Pillow. Reading stops once the scans complete the
 * picture.
 *
 * <p>Source: ITU-T T.81, annex B; libjpeg-turbo 3.1 {@code jdmarker.c}; Pillow 12.3 {@code JpegImagePlugin}.
 */
final class JpegFile {
    private static final int SOF0 = 0xC0;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int SOF15 = 0xCF;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;

    private static final byte[] JFIF = ascii("JFIF\0");
    private static final byte[] ADOBE = ascii("Adobe");
    private static final byte[] EXIF = ascii("Exif\0\0");
    private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");

    private final ByteBuffer in;
    private final ByteArrayOutputStream minimalFile = new ByteArrayOutputStream();
    private JpegFrame frame;

    /** For each component, a bit for each of the 64 coefficients: set once a scan has completed the coefficient. */
    private long[] completed = {};

    private boolean jfif;
    private int adobe = JpegColourSpace.NO_ADOBE;
    private final ByteArrayOutputStream exif = new ByteArrayOutputStream();
    private String xmp = "";

    /**
     * Parses a file that begins with SOI.
     *
     * @throws RefusedPictureException if the file is cut off, or of a kind that the decoder does not support
     * @throws IOException if the file is damaged
     */
    JpegFile(byte[] file) throws IOException {
        in = ByteBuffer.wrap(file).position(2);
        writeMarker(SOI);
        writeSegment(DHT, standardTables()); // webcams omit them; tables in the file replace these
        int marker = nextMarker();
        while (marker != EOI) {
            readSegment(marker);
            marker = isComplete() ? EOI : nextMarker();
        }
        if (frame == null) {
            throw new IOException("no frame");
        }
        writeMarker(EOI);
    }

    /** Returns a file with only the segments that are needed for decoding; its components are numbered from 1. */
    byte[] minimalFile() {
        return minimalFile.toByteArray();
    }

    /** Returns the frame header. */
    JpegFrame frame() {
        return frame;
    }

    /** Returns the colour space of the components. */
    JpegColourSpace colourSpace() {
        return JpegColourSpace.of(frame.components(), jfif, adobe);
    }

    /** Returns the metadata. */
    Metadata metadata() {
        return new Metadata(exif.toByteArray(), xmp);
    }

    /** Returns the next marker; bytes before it are skipped. */
    private int nextMarker() throws RefusedPictureException {
        int previous = 0;
        while (in.hasRemaining()) {
            int next = Byte.toUnsignedInt(in.get());
            if (previous == 0xFF && next != 0 && next != 0xFF) {
                return next;
            }
            previous = next;
        }
        throw RefusedPictureException.cutOff();
    }

    private void readSegment(int marker) throws IOException {
        boolean hasNoSegment = marker < SOF0 || (marker >= RST0 && marker <= SOI);
        if (hasNoSegment) {
            return;
        }
        int length = in.remaining() < 2 ? 0 : Short.toUnsignedInt(in.getShort()) - 2;
        byte[] segment = new byte[Math.clamp(length, 0, in.remaining())];
        in.get(segment);
        switch (marker) {
            case DQT, DHT, DRI -> writeSegment(marker, segment);
            case SOS -> readScan(segment);
            case DAC, JPG -> {}
            default -> {
                if (marker <= SOF15) {
                    readFrame(marker, segment);
                } else if (Arrays.stream(completed).allMatch(none -> none == 0)) {
                    readApplicationSegment(marker, segment);
                }
            }
        }
    }

    private void readFrame(int marker, byte[] header) throws IOException {
        if (frame != null) {
            throw new IOException("two frames");
        }
        frame = JpegFrame.of(marker, ByteBuffer.wrap(header));
        completed = new long[frame.components().size()];
        for (int i = 0; i < completed.length; i++) {
            header[JpegFrame.COMPONENTS_OFFSET + i * JpegFrame.COMPONENT_SIZE] = (byte) (i + 1);
        }
        writeSegment(marker, header);
    }

    /** Reads an application segment, which counts only before the first scan. */
    private void readApplicationSegment(int marker, byte[] segment) {
        if (marker == APP0 && startsWith(segment, JFIF) && segment.length >= 14) {
            jfif = true;
        } else if (marker == APP14 && startsWith(segment, ADOBE) && segment.length >= 12) {
            adobe = Byte.toUnsignedInt(segment[11]);
        } else if (marker == APP1 && startsWith(segment, EXIF)) {
            exif.write(segment, EXIF.length, segment.length - EXIF.length); // may be continued in further segments
        } else if (marker == APP1 && startsWith(segment, XMP)) {
            xmp = new String(segment, StandardCharsets.ISO_8859_1);
        }
    }

    private void readScan(byte[] header) throws IOException {
        if (frame == null) {
            throw new IOException("a scan before the frame");
        }
        int count = header[0];
        long coefficients = coefficients(header[1 + 2 * count], header[2 + 2 * count], header[3 + 2 * count]);
        BitSet scanned = new BitSet();
        for (int i = 0; i < count; i++) {
            int component = component(Byte.toUnsignedInt(header[1 + 2 * i]), scanned);
            scanned.set(component);
            completed[component] |= coefficients;
            header[1 + 2 * i] = (byte) (component + 1);
        }
        writeSegment(SOS, header);
        int start = in.position();
        while (in.hasRemaining() && !endsScan(in.position())) {
            in.get();
        }
        minimalFile.write(in.array(), start, in.position() - start);
    }

    /** Returns the coefficients that a scan completes: those of its range, if it holds their last bits. */
    private long coefficients(int from, int to, int bits) {
        if (!frame.progressive()) {
            return -1;
        }
        boolean last = (bits & 15) == 0;
        return last ? (-1L << from) & (-1L >>> (63 - to)) : 0;
    }

    /** Returns the first component with a number that is not yet in the scan, since numbers may not be unique. */
    private int component(int id, BitSet scanned) throws IOException {
        for (int i = scanned.nextClearBit(0); i < completed.length; i = scanned.nextClearBit(i + 1)) {
            if (frame.components().get(i).id() == id) {
                return i;
            }
        }
        throw new IOException("no component " + id);
    }

    /** Returns whether the scans read so far hold all coefficients. */
    private boolean isComplete() {
        return frame != null && Arrays.stream(completed).allMatch(all -> all == -1);
    }

    /** Returns whether a marker that ends a scan begins here, rather than an escaped byte FF or a restart marker. */
    private boolean endsScan(int at) {
        if (in.get(at) != (byte) 0xFF || at + 1 == in.limit()) {
            return false;
        }
        int next = Byte.toUnsignedInt(in.get(at + 1));
        return next != 0 && next != 0xFF && (next < RST0 || next > RST7);
    }

    private void writeMarker(int marker) {
        minimalFile.write(0xFF);
        minimalFile.write(marker);
    }

    private void writeSegment(int marker, byte[] segment) {
        writeMarker(marker);
        minimalFile.write((segment.length + 2) >> 8);
        minimalFile.write(segment.length + 2);
        minimalFile.writeBytes(segment);
    }

    /** Returns the Huffman tables of ITU-T T.81, annex K.3, as the content of a DHT segment. */
    private static byte[] standardTables() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        writeTable(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        writeTable(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        writeTable(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        writeTable(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        return tables.toByteArray();
    }

    private static void writeTable(ByteArrayOutputStream tables, int id, JPEGHuffmanTable table) {
        tables.write(id);
        for (short count : Arrays.copyOf(table.getLengths(), 16)) {
            tables.write(count);
        }
        for (short value : table.getValues()) {
            tables.write(value);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] segment, byte[] name) {
        return Arrays.equals(segment, 0, Math.min(segment.length, name.length), name, 0, name.length);
    }
}
