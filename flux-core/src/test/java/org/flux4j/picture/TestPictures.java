package org.flux4j.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files that testdata/python/picture_fixtures.py wrote, files made of them, and random pictures. */
final class TestPictures {
    private static final int PNG_END = 12;

    private TestPictures() {}

    static Path file(String name) {
        try {
            URI uri = TestPictures.class.getResource(name).toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        return lines(bytes(name));
    }

    static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    /** The files in kinds.tar.gz. */
    static Map<String, byte[]> kinds() {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = TestPictures.class.getResourceAsStream("kinds.tar.gz");
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Picture random(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(31L * width + height).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    /** A JPEG file with more segments after its beginning. */
    static byte[] jpeg(byte[] file, byte[]... segments) {
        return concat(Arrays.copyOf(file, 2), concat(segments), Arrays.copyOfRange(file, 2, file.length));
    }

    static byte[] segment(int marker, byte[]... data) {
        byte[] all = concat(data);
        byte[] head = ByteBuffer.allocate(4)
                .putShort((short) marker)
                .putShort((short) (all.length + 2))
                .array();
        return concat(head, all);
    }

    /** A PNG file with more chunks after its header. */
    static byte[] png(byte[] file, PngChunk... chunks) {
        return insert(file, PngChunk.AFTER_HEADER, chunks);
    }

    /** A PNG file with more chunks after its pixels. */
    static byte[] pngEnd(byte[] file, PngChunk... chunks) {
        return insert(file, file.length - PNG_END, chunks);
    }

    /** A PNG file without its end, IEND. */
    static byte[] withoutEnd(byte[] png) {
        return Arrays.copyOf(png, png.length - PNG_END);
    }

    private static byte[] insert(byte[] file, int at, PngChunk... chunks) {
        byte[][] inserted = Arrays.stream(chunks).map(PngChunk::toBytes).toArray(byte[][]::new);
        return concat(Arrays.copyOf(file, at), concat(inserted), Arrays.copyOfRange(file, at, file.length));
    }

    /** A WebP file with a header that announces Exif and XMP, and both after the picture. */
    static byte[] webp(Picture picture, byte[] file, byte[] exif, byte[] xmp) {
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(12).putShort((short) (picture.width() - 1)).put((byte) 0);
        header.putShort((short) (picture.height() - 1)).put((byte) 0);
        byte[] chunks = Arrays.copyOfRange(file, 12, file.length);
        byte[] name = "WEBP".getBytes(StandardCharsets.US_ASCII);
        return riff("RIFF", name, riff("VP8X", header.array()), chunks, riff("EXIF", exif), riff("XMP ", xmp));
    }

    private static byte[] riff(String type, byte[]... data) {
        byte[] all = concat(data);
        return new RiffChunk(type, all.length, ByteBuffer.wrap(all)).toBytes();
    }

    static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
