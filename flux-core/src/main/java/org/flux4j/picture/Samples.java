package org.flux4j.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * RGB from samples of grey, RGB or a palette as they are stored, as Pillow's {@code convert("RGB")}. One difference: of
 * 16-bit grey the upper byte is taken, as Pillow itself does with 16-bit colour; Pillow cuts grey off at 255, which turns
 * most pictures white.
 */
final class Samples {
    private Samples() {}

    static Picture rgb(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int unused = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        Pixel pixel = pixel(image, bands);
        Picture picture = Picture.black(image.getWidth(), image.getHeight());
        int[] row = new int[bands * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            raster.getPixels(0, y, picture.width(), 1, row);
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    picture.rgb()[3 * (y * picture.width() + x) + channel] =
                            (byte) (pixel.get(row, bands * x, channel) >> unused);
                }
            }
        }
        return picture;
    }

    /** Red (0), green (1) or blue (2) of the pixel whose samples begin at {@code at}. */
    @FunctionalInterface
    private interface Pixel {
        int get(int[] row, int at, int channel);
    }

    private static Pixel pixel(BufferedImage image, int bands) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return (row, at, channel) -> palette.getRGB(row[at]) >> (16 - 8 * channel) & 0xFF;
        }
        return bands < 3 ? (row, at, channel) -> row[at] : (row, at, channel) -> row[at + channel];
    }
}
