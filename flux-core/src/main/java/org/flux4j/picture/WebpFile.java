package org.flux4j.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a WebP file that matter for decoding: the picture, or the first frame of an animation and its place on
 * the canvas, and the metadata.
 *
 * <p>Source: RFC 9649, section 2; libwebp 1.6 {@code demux.c}, which reads metadata only if the header announces it.
 */
final class WebpFile {
    private static final byte[] NAME = {'W', 'E', 'B', 'P'};
    private static final int HAS_XMP = 4;
    private static final int HAS_EXIF = 8;
    private static final int FRAME_HEADER_SIZE = 16;

    private RiffChunk header;
    private RiffChunk frame;
    private RiffChunk picture;
    private RiffChunk exif;
    private RiffChunk xmp;

    /**
     * Parses a file that begins with the signature of WebP.
     *
     * @throws RefusedPictureException if it is cut off
     */
    WebpFile(byte[] file) throws RefusedPictureException {
        RiffChunk.first(file).subchunks(NAME.length).forEach(this::read);
        if (picture == null || picture.isCutOff()) {
            throw RefusedPictureException.cutOff();
        }
    }

    private void read(RiffChunk chunk) {
        switch (chunk.type()) {
            case "VP8X" -> header = chunk;
            case "VP8 ", "VP8L" -> picture = picture == null ? chunk : picture;
            case "ANMF" -> {
                if (picture == null) {
                    frame = chunk;
                    picture = chunk.subchunks(FRAME_HEADER_SIZE).stream()
                            .filter(subchunk -> subchunk.type().equals("VP8 ")
                                    || subchunk.type().equals("VP8L"))
                            .findFirst()
                            .orElse(null);
                }
            }
            case "EXIF" -> exif = exif == null && announces(HAS_EXIF) ? chunk : exif;
            case "XMP " -> xmp = xmp == null && announces(HAS_XMP) ? chunk : xmp;
            default -> {}
        }
    }

    private boolean announces(int flag) {
        return header != null && (header.data().get(0) & flag) != 0;
    }

    /** Returns a WebP file with the picture alone. */
    byte[] minimalFile() {
        byte[] chunk = picture.toBytes();
        ByteBuffer data = ByteBuffer.allocate(NAME.length + chunk.length)
                .put(NAME)
                .put(chunk)
                .flip();
        return new RiffChunk("RIFF", data.limit(), data).toBytes();
    }

    /**
     * Returns the size of the canvas.
     *
     * @param decoded the size of the decoded picture, which is also that of the canvas unless the file is an animation
     */
    Resolution canvasSize(Resolution decoded) throws IOException {
        if (frame == null) {
            return decoded;
        }
        if (header == null) {
            throw new IOException("an animation without a canvas");
        }
        return new Resolution(1 + header.int24(4), 1 + header.int24(7));
    }

    /** Returns the canvas with the decoded picture on it, black where a frame does not cover it. */
    Picture canvas(Picture decoded) throws IOException {
        if (frame == null) {
            return decoded;
        }
        Resolution size = canvasSize(decoded.size());
        int left = 2 * frame.int24(0);
        int top = 2 * frame.int24(3);
        if (left + decoded.width() > size.width() || top + decoded.height() > size.height()) {
            throw new IOException("a frame outside the canvas");
        }
        Picture canvas = Picture.black(size.width(), size.height());
        for (int y = 0; y < decoded.height(); y++) {
            int from = 3 * y * decoded.width();
            int to = 3 * ((top + y) * canvas.width() + left);
            System.arraycopy(decoded.rgb(), from, canvas.rgb(), to, 3 * decoded.width());
        }
        return canvas;
    }

    /** Returns the metadata. */
    Metadata metadata() {
        return new Metadata(bytes(exif), new String(bytes(xmp), StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(RiffChunk chunk) {
        return chunk == null ? new byte[0] : chunk.bytes();
    }
}
