package org.flux4j.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.flux4j.BadInputException;

/**
 * Reads PNG and JPEG files as the official code does with Pillow's {@code Image.open(file).convert("RGB")}, and turns
 * them as their camera says, as diffusers does. Samples are taken as they are stored: colour profiles and gamma play no
 * part, alpha is dropped.
 */
public final class PictureReader {
    /** Where Pillow suspects a decompression bomb: {@code 2 * Image.MAX_IMAGE_PIXELS}. */
    private static final long MOST_PIXELS = 2 * 89_478_485;
    /** What one byte of a file can stand for: 1032 bytes of deflate, each 8 pixels of 1 bit. JPEG stays below. */
    private static final long MOST_PIXELS_PER_BYTE = 8 * 1032;

    private PictureReader() {}

    /**
     * The picture in a file.
     *
     * @throws BadInputException when there is none, or it is damaged or cut off
     */
    public static Picture read(Path file) {
        byte[] bytes = PictureFile.bytes(file);
        String format = PngChunk.startsPng(bytes) ? "png" : Exif.startsJpeg(bytes) ? "jpeg" : null;
        if (format == null) {
            throw new BadInputException(file + ": neither a PNG nor a JPEG picture");
        }
        return Exif.orientation(bytes).apply(Samples.rgb(decode(file, bytes, format)));
    }

    private static BufferedImage decode(Path file, byte[] bytes, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            checkSize(file, bytes, reader.getWidth(0), reader.getHeight(0));
            BufferedImage image = reader.read(0, asStored(reader));
            if (warnings.stream().anyMatch(PictureReader::saysCutOff)) {
                throw new BadInputException(file + ": the picture is cut off");
            }
            return image;
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the JDK's readers answer some damage with runtime exceptions
            throw new BadInputException(file + ": a damaged " + format.toUpperCase(Locale.ROOT) + " picture", e);
        } finally {
            reader.dispose();
        }
    }

    /** Asks for a profile's own colours: by default the JDK would convert them to sRGB. */
    private static ImageReadParam asStored(ImageReader reader) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        reader.getImageTypes(0).forEachRemaining(type -> {
            ColorSpace colours = type.getColorModel().getColorSpace();
            if (colours.getType() == ColorSpace.TYPE_RGB && !colours.isCS_sRGB()) {
                param.setDestinationType(type);
            }
        });
        return param;
    }

    private static void checkSize(Path file, byte[] bytes, int width, int height) {
        long pixels = (long) width * height;
        if (pixels > MOST_PIXELS) {
            throw new BadInputException(file + ": " + new Resolution(width, height) + " pixels, expected at most "
                    + MOST_PIXELS + " in all");
        }
        if (pixels > bytes.length * MOST_PIXELS_PER_BYTE) {
            throw new BadInputException(file + ": says it has " + new Resolution(width, height) + " pixels, but its "
                    + bytes.length + " bytes cannot hold them");
        }
    }

    private static boolean saysCutOff(String warning) {
        return warning.startsWith("Truncated") || warning.startsWith("Premature");
    }
}
