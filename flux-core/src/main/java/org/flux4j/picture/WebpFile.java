package org.flux4j.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebP file taken apart: its picture, or the first of an animation and where that lies on the canvas, and the notes of
 * the camera.
 *
 * <p>Source: RFC 9649, section 2; libwebp 1.6 {@code demux.c}: Exif and XMP count when the header announces them.
 */
final class WebpFile {
    private static final byte[] NAME = {'W', 'E', 'B', 'P'};
    private static final int HAS_XMP = 4;
    private static final int HAS_EXIF = 8;
    private static final int FRAME_HEADER = 16;

    private RiffChunk header;
    private RiffChunk frame;
    private RiffChunk picture;
    private RiffChunk exif;
    private RiffChunk xmp;

    /**
     * Takes a file apart that begins as WebP does.
     *
     * @throws RefusedPictureException when it is cut off
     */
    WebpFile(byte[] file) throws RefusedPictureException {
        RiffChunk.first(file).parts(NAME.length).forEach(this::read);
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
                    picture = chunk.parts(FRAME_HEADER).stream()
                            .filter(part ->
                                    part.type().equals("VP8 ") || part.type().equals("VP8L"))
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

    /** The picture alone, as a WebP file. */
    byte[] essence() {
        byte[] chunk = picture.toBytes();
        ByteBuffer data = ByteBuffer.allocate(NAME.length + chunk.length)
                .put(NAME)
                .put(chunk)
                .flip();
        return new RiffChunk("RIFF", data.limit(), data).toBytes();
    }

    /** The size of the whole, of which a frame of an animation may be a part. */
    Resolution size(Resolution decoded) throws IOException {
        if (frame == null) {
            return decoded;
        }
        if (header == null) {
            throw new IOException("an animation without a canvas");
        }
        return new Resolution(1 + header.int24(4), 1 + header.int24(7));
    }

    /** The whole, black where a frame leaves it free. */
    Picture whole(Picture decoded) throws IOException {
        if (frame == null) {
            return decoded;
        }
        Resolution size = size(decoded.size());
        int left = 2 * frame.int24(0);
        int top = 2 * frame.int24(3);
        if (left + decoded.width() > size.width() || top + decoded.height() > size.height()) {
            throw new IOException("a frame outside the canvas");
        }
        Picture whole = Picture.black(size.width(), size.height());
        for (int y = 0; y < decoded.height(); y++) {
            int from = 3 * y * decoded.width();
            int to = 3 * ((top + y) * whole.width() + left);
            System.arraycopy(decoded.rgb(), from, whole.rgb(), to, 3 * decoded.width());
        }
        return whole;
    }

    CameraNotes notes() {
        return new CameraNotes(bytes(exif), new String(bytes(xmp), StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(RiffChunk chunk) {
        return chunk == null ? new byte[0] : chunk.bytes();
    }
}
