package org.flux4j.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;

/**
 * Reads PNG, JPEG and WebP files as the official code does with Pillow's {@code Image.open(file).convert("RGB")}, and
 * orients them as diffusers does with {@code ImageOps.exif_transpose}.
 *
 * <p>The format of a file is recognised by its first bytes, not by its name. The decoder receives only what makes up
 * the picture: colour profiles, gamma, transparency, comments, padding and all other content are ignored, even if
 * damaged. A file that is cut off, so that pixels are missing, is refused.
 *
 * <ul>
 *   <li>PNG: all colour types and bit depths, interlaced or not. Alpha is dropped, and 16-bit samples are reduced to
 *       their upper 8 bits. An animation is read as its default image.
 *   <li>JPEG: sequential and progressive files with Huffman coding, 8 bits per sample and 1, 3 or 4 components, in the
 *       colour space that libjpeg assumes. Arithmetic-coded, lossless and hierarchical files are refused.
 *   <li>WebP: lossless files are read exactly. In lossy files, pixels where colours meet may differ, because the
 *       decoder repeats chroma samples where libwebp interpolates them. Alpha is dropped. An animation is read as its
 *       first frame, on black.
 * </ul>
 *
 * <p>The orientation is that of the Exif metadata or, if there is none, of the XMP metadata. As in Pillow, Exif
 * metadata is read from the APP1 segments of JPEG, from the chunk eXIf or the text {@code Raw profile type exif} of
 * PNG, and from the chunk EXIF of WebP.
 */
public final class PictureReader {
    private static final List<PictureFormat> FORMATS = List.of(new PngFormat(), new JpegFormat(), new WebpFormat());

    private PictureReader() {}

    /**
     * Returns the picture in a file.
     *
     * @throws BadInputException if the file cannot be read, is not a picture, or is damaged or cut off
     */
    public static Picture read(Path file) {
        byte[] bytes = PictureFile.bytes(file);
        PictureFormat format = FORMATS.stream()
                .filter(candidate -> candidate.matches(bytes))
                .findFirst()
                .orElseThrow(() -> new BadInputException(file + ": not a PNG, JPEG or WebP picture"));
        try {
            return format.read(bytes);
        } catch (RefusedPictureException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) { // which decoders throw on some kinds of damage
            throw new BadInputException(file + ": a damaged " + format.name() + " picture", e);
        }
    }
}
