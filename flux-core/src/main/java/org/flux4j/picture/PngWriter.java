package org.flux4j.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.flux4j.BadInputException;
import org.flux4j.io.WholeFile;

/** Writes pictures as PNG files. */
public final class PngWriter {
    /** File extensions of other formats. */
    private static final Set<String> OTHER_FORMATS = Set.of(
            "avif", "bmp", "dng", "eps", "exr", "gif", "heic", "heif", "ico", "j2k", "jfif", "jp2", "jpe", "jpeg",
            "jpg", "jxl", "mp4", "pbm", "pdf", "pgm", "pnm", "ppm", "psd", "qoi", "raw", "svg", "tga", "tif", "tiff",
            "webm", "webp", "xcf");

    private PngWriter() {}

    /**
     * Writes a picture, replacing an existing file. The file is written whole or not at all.
     *
     * @param texts the texts to store, by keyword; a keyword has 1 to 79 ASCII characters
     * @throws BadInputException if the file cannot be written
     */
    public static void write(Path file, Picture picture, Map<String, String> texts) {
        WholeFile.write(file, content(picture, texts));
    }

    /**
     * Writes a picture to a new file.
     *
     * @param names the names to try in turn, until one does not exist
     * @param texts the texts to store, by keyword; a keyword has 1 to 79 ASCII characters
     * @return the name of the new file
     * @throws BadInputException if the file cannot be written
     */
    public static Path writeNew(Stream<Path> names, Picture picture, Map<String, String> texts) {
        return WholeFile.writeNew(names, content(picture, texts));
    }

    /**
     * Checks that a picture can be written to a file, before time is spent on computing it.
     *
     * @throws BadInputException if it cannot, or if the file extension is that of another format
     */
    public static void checkWritable(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String format = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (OTHER_FORMATS.contains(format) && !WholeFile.isStream(file)) {
            throw new BadInputException(
                    file + ": cannot be written: expected a name that ends in .png, found ." + format);
        }
        WholeFile.checkWritable(file);
    }

    private static WholeFile.Content content(Picture picture, Map<String, String> texts) {
        byte[] png = encode(picture);
        return out -> {
            out.write(png, 0, PngChunk.AFTER_HEADER);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.write(PngText.chunk(text.getKey(), text.getValue()).toBytes());
            }
            out.write(png, PngChunk.AFTER_HEADER, png.length - PngChunk.AFTER_HEADER);
        };
    }

    private static byte[] encode(Picture picture) {
        DataBuffer data = new DataBufferByte(picture.rgb(), picture.rgb().length);
        int[] bandOffsets = {0, 1, 2};
        WritableRaster raster = Raster.createInterleavedRaster(
                data, picture.width(), picture.height(), 3 * picture.width(), 3, bandOffsets, null);
        ComponentColorModel rgb = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(new BufferedImage(rgb, raster, false, null), "png", out)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
