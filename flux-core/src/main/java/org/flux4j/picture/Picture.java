package org.flux4j.picture;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * An RGB picture with 8 bits per channel.
 *
 * @param rgb the pixels, row by row from the top, each as red, green and blue: height · width · 3 bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, found " + width + " × " + height);
        }
        if (rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("a picture of " + width + " × " + height + " pixels has "
                    + 3L * width * height + " bytes, found " + rgb.length);
        }
    }

    /** Returns a new black picture. */
    public static Picture black(int width, int height) {
        return new Picture(width, height, new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))]);
    }

    /**
     * Returns the picture for an output of the autoencoder: round(255 · clamp(x/2 + 1/2, 0, 1)), ties to even.
     *
     * <p>Source: diffusers 58eb52c, {@code VaeImageProcessor.denormalize} and {@code numpy_to_pil}. The official code
     * truncates where diffusers rounds.
     *
     * @param x [3, H, W] in −1..1
     * @throws ArithmeticException if a value is not finite
     */
    public static Picture of(Tensor x) {
        if (x.shape().rank() != 3 || x.dim(0) != 3) {
            throw new IllegalArgumentException("a picture is made from [3, H, W], found " + x.shape());
        }
        Picture picture = black(x.dim(2), x.dim(1));
        int pixels = picture.width * picture.height;
        float[] data = x.data();
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                float value = data[channel * pixels + pixel];
                if (!Float.isFinite(value)) {
                    throw new ArithmeticException("not a finite number in channel " + channel + " at pixel "
                            + pixel % picture.width + "," + pixel / picture.width);
                }
                float unit = Math.clamp(value / 2 + 0.5f, 0f, 1f);
                picture.rgb[3 * pixel + channel] = (byte) Math.rint(unit * 255f);
            }
        }
        return picture;
    }

    /**
     * Returns this picture as an input of the autoencoder: x/127.5 − 1.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code prepare_kontext}.
     *
     * @return a tensor [3, H, W] in −1..1
     */
    public Tensor toTensor() {
        int pixels = width * height;
        float[] data = new float[3 * pixels];
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                data[channel * pixels + pixel] = Byte.toUnsignedInt(rgb[3 * pixel + channel]) / 127.5f - 1;
            }
        }
        return Tensor.of(Shape.of(3, height, width), data);
    }

    /** Returns the size in pixels. */
    public Resolution size() {
        return new Resolution(width, height);
    }

    /** Returns the red (0), green (1) or blue (2) of a pixel, from 0 to 255. */
    public int get(int x, int y, int channel) {
        return Byte.toUnsignedInt(rgb[3 * (y * width + x) + channel]);
    }
}
