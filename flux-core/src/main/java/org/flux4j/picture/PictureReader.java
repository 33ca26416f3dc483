package org.flux4j.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;

/**
 * Reads PNG, JPEG and WebP files as the official code does with Pillow's {@code Image.open(file).convert("RGB")}, and
 * orients them as diffusers does with {@code ImageOps.exif_transpose}.
 *
 * <p>The first bytes of a file tell its format, not its name. Only the picture itself is given to the decoder: colour
 * profiles, gamma, transparency, comments, padding and whatever else a file holds beside it play no part, and damage
 * there does no harm. Missing pixels do: a file that is cut off is refused.
 *
 * <ul>
 *   <li>PNG: every colour type and depth, interlaced or not. Alpha is dropped, and of 16 bits the upper 8 are taken. Of an
 *       animation, the picture is read that programs without animations show.
 *   <li>JPEG: sequential and progressive files, Huffman-coded, of 8 bits per sample and 1, 3 or 4 components, which stand
 *       for what libjpeg assumes. Arithmetic-coded, lossless and hierarchical files are refused.
 *   <li>WebP: lossless files exactly, lossy ones nearly: the decoder repeats chroma where libwebp interpolates, which
 *       shows where colours meet. Alpha is dropped. Of an animation, the first frame is read, on black.
 * </ul>
 *
 * <p>The orientation is looked for where Pillow looks: in Exif, which is in the APP1 segments of JPEG, in the chunk eXIf
 * or the text {@code Raw profile type exif} of PNG, and in the chunk EXIF of WebP; and in XMP if Exif has none.
 */
public final class PictureReader {
    private static final List<PictureFormat> FORMATS = List.of(new PngFormat(), new JpegFormat(), new WebpFormat());

    private PictureReader() {}

    /**
     * The picture in a file.
     *
     * @throws BadInputException when there is none, or it is damaged or cut off
     */
    public static Picture read(Path file) {
        byte[] bytes = PictureFile.bytes(file);
        PictureFormat format = FORMATS.stream()
                .filter(candidate -> candidate.starts(bytes))
                .findFirst()
                .orElseThrow(() -> new BadInputException(file + ": not a PNG, JPEG or WebP picture"));
        try {
            return format.read(bytes);
        } catch (RefusedPictureException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) { // decoders meet some damage with runtime exceptions
            throw new BadInputException(file + ": a damaged " + format.name() + " picture", e);
        }
    }
}
