package org.flux4j.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Converts decoded pictures to RGB, like Pillow's {@code convert("RGB")}: grey, RGB or palette, without colour
 * management. There is one difference: 16-bit grey is reduced to its upper 8 bits, as Pillow does with 16-bit colour,
 * whereas Pillow clamps 16-bit grey to 255, which turns most pictures white.
 */
final class RgbConverter {
    private RgbConverter() {}

    /** Returns a decoded picture as RGB; alpha is dropped. */
    static Picture convert(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int excessBits = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        Pixel pixel = pixel(image, bands);
        Picture picture = Picture.black(image.getWidth(), image.getHeight());
        int[] row = new int[bands * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            raster.getPixels(0, y, picture.width(), 1, row);
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    picture.rgb()[3 * (y * picture.width() + x) + channel] =
                            (byte) (pixel.get(row, bands * x, channel) >> excessBits);
                }
            }
        }
        return picture;
    }

    /** A function from the samples of a pixel to its RGB channels. */
    @FunctionalInterface
    private interface Pixel {
        /** Returns the red (0), green (1) or blue (2) of the pixel whose samples begin at {@code at}. */
        int get(int[] row, int at, int channel);
    }

    private static Pixel pixel(BufferedImage image, int bands) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return (row, at, channel) -> palette.getRGB(row[at]) >> (16 - 8 * channel) & 0xFF;
        }
        return bands < 3 ? (row, at, channel) -> row[at] : (row, at, channel) -> row[at + channel];
    }
}
