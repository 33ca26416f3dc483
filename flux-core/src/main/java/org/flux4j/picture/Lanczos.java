package org.flux4j.picture;

/**
 * Resizes pictures with a Lanczos window of three lobes. The results have the same bytes as those of Pillow's
 * {@code Image.resize(size, LANCZOS)}: rows are resized before columns (after them if a very tall picture is shrunk),
 * each pass is rounded to 8 bits, and weights have 22 fraction bits.
 *
 * <p>Source: Pillow 12.3 {@code src/libImaging/Resample.c} and {@code src/PIL/Image.py}, {@code Image.resize}.
 */
public final class Lanczos {
    private static final double LOBES = 3;

    /** 32 bits, less 8 for the value and 2 for partial sums of the weights above 1 and below 0. */
    private static final int FRACTION_BITS = 22;

    private Lanczos() {}

    /** Returns a picture resized to the given size; the picture itself if it already has that size. */
    public static Picture resize(Picture picture, int width, int height) {
        boolean tall = picture.height() > 100L * picture.width() && height < picture.height();
        return tall
                ? resizeRows(resizeColumns(picture, height), width)
                : resizeColumns(resizeRows(picture, width), height);
    }

    private static Picture resizeRows(Picture from, int width) {
        if (from.width() == width) {
            return from;
        }
        Picture to = Picture.black(width, from.height());
        for (int x = 0; x < width; x++) {
            Window window = Window.of(x, from.width(), width);
            for (int y = 0; y < from.height(); y++) {
                int source = 3 * (y * from.width() + window.start);
                int target = 3 * (y * width + x);
                for (int channel = 0; channel < 3; channel++) {
                    to.rgb()[target + channel] = window.apply(from.rgb(), source + channel, 3);
                }
            }
        }
        return to;
    }

    private static Picture resizeColumns(Picture from, int height) {
        if (from.height() == height) {
            return from;
        }
        Picture to = Picture.black(from.width(), height);
        int stride = 3 * from.width();
        for (int y = 0; y < height; y++) {
            Window window = Window.of(y, from.height(), height);
            for (int i = 0; i < stride; i++) {
                to.rgb()[y * stride + i] = window.apply(from.rgb(), window.start * stride + i, stride);
            }
        }
        return to;
    }

    /** The fixed-point weights of the pixels, from {@code start} on, that a pixel of the result is computed from. */
    private static final class Window {
        final int start;
        private final int[] weights;

        private Window(int start, int[] weights) {
            this.start = start;
            this.weights = weights;
        }

        /**
         * Returns the window of pixel {@code at} along an axis that is resized from {@code from} to {@code to} pixels.
         */
        static Window of(int at, int from, int to) {
            double scale = (double) from / to;
            double stretch = Math.max(scale, 1); // when shrinking, so that every pixel counts
            double support = LOBES * stretch;
            double centre = (at + 0.5) * scale;
            int start = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            double[] weights = new double[end - start];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = lanczos((start + i - centre + 0.5) * (1 / stretch));
                sum += weights[i];
            }
            int[] fixed = new int[weights.length];
            for (int i = 0; i < weights.length; i++) {
                double weight = weights[i] / sum * (1 << FRACTION_BITS);
                fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            return new Window(start, fixed);
        }

        /** Returns the weighted sum of the bytes at {@code first}, {@code first + step} and so on. */
        byte apply(byte[] bytes, int first, int step) {
            int sum = 1 << (FRACTION_BITS - 1);
            for (int i = 0; i < weights.length; i++) {
                sum += Byte.toUnsignedInt(bytes[first + i * step]) * weights[i];
            }
            return (byte) Math.clamp(sum >> FRACTION_BITS, 0, 255);
        }
    }

    private static double lanczos(double x) {
        return -LOBES <= x && x < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
