package org.flux4j.picture;

import java.util.List;

/**
 * The rows of a component that has half as many of them as the picture, and as many columns: libjpeg-turbo interpolates
 * between them, where the libjpeg 6b of most JDKs repeats each.
 *
 * <p>Source: libjpeg-turbo 3.1 {@code h1v2_fancy_upsample} in jdsample.c.
 */
final class JpegRows {
    private final byte[] samples;
    private final int stride;
    private final int step;
    private final int height;

    private JpegRows(byte[] samples, JpegFrame frame) {
        this.samples = samples;
        this.step = frame.components().size();
        this.stride = step * frame.width();
        this.height = frame.height();
    }

    /** Interpolates in place where rows are repeated. */
    static void interpolate(byte[] samples, JpegFrame frame) {
        JpegRows rows = new JpegRows(samples, frame);
        List<JpegFrame.Component> components = frame.components();
        int across =
                components.stream().mapToInt(JpegFrame.Component::across).max().orElseThrow();
        int down = components.stream().mapToInt(JpegFrame.Component::down).max().orElseThrow();
        for (int i = 0; i < components.size(); i++) {
            boolean half = components.get(i).across() == across
                    && 2 * components.get(i).down() == down;
            if (half && rows.repeat(i)) {
                rows.interpolate(i);
            }
        }
    }

    /** Whether every second row of a component is as the one above it. */
    private boolean repeat(int component) {
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
