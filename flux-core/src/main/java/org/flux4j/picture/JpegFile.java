package org.flux4j.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * A JPEG file taken apart as libjpeg and Pillow do: what the decoder needs, what its components stand for, and the notes
 * of the camera. Nothing is read beyond the scans that complete the picture.
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
    private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
    private JpegFrame frame;
    /** For each component a bit for each of its 64 coefficients, set when a scan held the last of it. */
    private long[] completed = {};

    private boolean jfif;
    private int adobe = JpegColours.NO_ADOBE;
    private final ByteArrayOutputStream exif = new ByteArrayOutputStream();
    private String xmp = "";

    /**
     * Takes a file apart that begins with SOI.
     *
     * @throws RefusedPictureException when the decoder does not know its kind, or it is cut off
     * @throws IOException when it is damaged
     */
    JpegFile(byte[] file) throws IOException {
        in = ByteBuffer.wrap(file).position(2);
        writeMarker(SOI);
        writeSegment(DHT, standardTables()); // webcams leave theirs out; tables of the file replace them
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

    /** The file without what is not needed to decode it; components are numbered from 1. */
    byte[] essence() {
        return essence.toByteArray();
    }

    JpegFrame frame() {
        return frame;
    }

    JpegColours colours() {
        return JpegColours.of(frame.components(), jfif, adobe);
    }

    CameraNotes notes() {
        return new CameraNotes(exif.toByteArray(), xmp);
    }

    /** Skips what is no marker. */
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
        boolean standsAlone = marker < SOF0 || (marker >= RST0 && marker <= SOI);
        if (standsAlone) {
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
                    readNote(marker, segment);
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
            header[JpegFrame.COMPONENTS + i * JpegFrame.COMPONENT] = (byte) (i + 1);
        }
        writeSegment(marker, header);
    }

    /** Application segments count before the first scan. */
    private void readNote(int marker, byte[] segment) {
        if (marker == APP0 && startsWith(segment, JFIF) && segment.length >= 14) {
            jfif = true;
        } else if (marker == APP14 && startsWith(segment, ADOBE) && segment.length >= 12) {
            adobe = Byte.toUnsignedInt(segment[11]);
        } else if (marker == APP1 && startsWith(segment, EXIF)) {
            exif.write(segment, EXIF.length, segment.length - EXIF.length); // long Exif continues in more segments
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
        while (in.hasRemaining() && !beginsMarker(in.position())) {
            in.get();
        }
        essence.write(in.array(), start, in.position() - start);
    }

    /** The coefficients that a scan completes: those in a range, if it holds their last bits. */
    private long coefficients(int from, int to, int bits) {
        if (!frame.progressive()) {
            return -1;
        }
        boolean last = (bits & 15) == 0;
        return last ? (-1L << from) & (-1L >>> (63 - to)) : 0;
    }

    /** The first component of that number that the scan has not had yet: not every file numbers them uniquely. */
    private int component(int id, BitSet scanned) throws IOException {
        for (int i = scanned.nextClearBit(0); i < completed.length; i = scanned.nextClearBit(i + 1)) {
            if (frame.components().get(i).id() == id) {
                return i;
            }
        }
        throw new IOException("no component " + id);
    }

    private boolean isComplete() {
        return frame != null && Arrays.stream(completed).allMatch(all -> all == -1);
    }

    /** Whether a marker begins here that ends a scan: neither a zero after a byte FF, nor a restart. */
    private boolean beginsMarker(int at) {
        if (in.get(at) != (byte) 0xFF || at + 1 == in.limit()) {
            return false;
        }
        int next = Byte.toUnsignedInt(in.get(at + 1));
        return next != 0 && next != 0xFF && (next < RST0 || next > RST7);
    }

    private void writeMarker(int marker) {
        essence.write(0xFF);
        essence.write(marker);
    }

    private void writeSegment(int marker, byte[] segment) {
        writeMarker(marker);
        essence.write((segment.length + 2) >> 8);
        essence.write(segment.length + 2);
        essence.writeBytes(segment);
    }

    /** The Huffman tables of ITU-T T.81, annex K.3. */
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
