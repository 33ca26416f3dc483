package org.flux4j.picture;

import java.util.List;

/**
 * The upsampling of components with half as many rows as the picture and as many columns. libjpeg-turbo interpolates
 * their rows; libjpeg 6b, which most JDKs contain, repeats each row instead.
 *
 * <p>Source: libjpeg-turbo 3.1 {@code h1v2_fancy_upsample} in jdsample.c.
 */
final class JpegUpsampling {
    private final byte[] samples;
    private final int stride;
    private final int step;
    private final int height;

    private JpegUpsampling(byte[] samples, JpegFrame frame) {
        this.samples = samples;
        this.step = frame.components().size();
        this.stride = step * frame.width();
        this.height = frame.height();
    }

    /** Interpolates the rows of such components in place, if the decoder has repeated them. */
    static void interpolate(byte[] samples, JpegFrame frame) {
        JpegUpsampling upsampling = new JpegUpsampling(samples, frame);
        List<JpegFrame.Component> components = frame.components();
        int horizontal = components.stream()
                .mapToInt(JpegFrame.Component::horizontal)
                .max()
                .orElseThrow();
        int vertical = components.stream()
                .mapToInt(JpegFrame.Component::vertical)
                .max()
                .orElseThrow();
        for (int i = 0; i < components.size(); i++) {
            boolean halfAsManyRows = components.get(i).horizontal() == horizontal
                    && 2 * components.get(i).vertical() == vertical;
            if (halfAsManyRows && upsampling.isRepeated(i)) {
                upsampling.interpolate(i);
            }
        }
    }

    /** Returns whether every second row of a component equals the row above it. */
    private boolean isRepeated(int component) {
        for (int row = 0; row + stride < height * stride; row += 2 * stride) {
            for (int i = row + component; i < row + stride; i += step) {
                if (samples[i] != samples[i + stride]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void interpolate(int component) {
        for (int column = component; column < stride; column += step) {
            int above = Byte.toUnsignedInt(samples[column]);
            for (int i = column; i < height * stride; i += 2 * stride) {
                int here = Byte.toUnsignedInt(samples[i]);
                int next = i + 2 * stride;
                int below = next < samples.length ? Byte.toUnsignedInt(samples[next]) : here;
                samples[i] = (byte) ((3 * here + above + 1) >> 2);
                if (i + stride < samples.length) {
                    samples[i + stride] = (byte) ((3 * here + below + 2) >> 2);
                }
                above = here;
            }
        }
    }
}
