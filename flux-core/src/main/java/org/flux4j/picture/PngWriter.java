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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.flux4j.BadInputException;
import org.flux4j.io.WholeFile;

/** Writes pictures as PNG files. */
public final class PngWriter {
    private PngWriter() {}

    /**
     * Writes a picture, whole or not at all; an older file of that name is replaced.
     *
     * @param texts what {@link PngText} reads back, by keywords of 1 to 79 ASCII characters
     * @throws BadInputException when the file cannot be written
     */
    public static void write(Path file, Picture picture, Map<String, String> texts) {
        byte[] png = encode(picture);
        WholeFile.write(file, out -> {
            out.write(png, 0, PngChunk.AFTER_HEADER);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.write(PngText.chunk(text.getKey(), text.getValue()).toBytes());
            }
            out.write(png, PngChunk.AFTER_HEADER, png.length - PngChunk.AFTER_HEADER);
        });
    }

    /**
     * Fails now rather than after minutes of computing.
     *
     * @throws BadInputException when a file of that name could not be written
     */
    public static void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String reason = null;
        if (folder == null || Files.isDirectory(file)) {
            reason = "it is a folder";
        } else if (!Files.isDirectory(folder)) {
            reason = Files.exists(folder) ? folder + " is no folder" : "no folder " + folder;
        } else if (!Files.isWritable(folder)) {
            reason = "no permission to write into " + folder;
        }
        if (reason != null) {
            throw new BadInputException(file + ": cannot be written: " + reason);
        }
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
