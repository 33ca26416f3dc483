package org.flux4j.picture;

import java.util.List;

/**
 * The colour spaces of JPEG pictures, and their conversion to RGB. As in Pillow, CMYK is stored inverted: 255 means no
 * ink.
 *
 * <p>Source: libjpeg-turbo 3.1 {@code default_decompress_parms} in jdapimin.c and {@code ycc_rgb_convert} in jdcolor.c;
 * Pillow 12.3 {@code cmyk2rgb} in Convert.c.
 */
enum JpegColourSpace {
    GREY {
        @Override
        void toRgb(byte[] samples, int at, byte[] rgb, int to) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[to + channel] = samples[at];
            }
        }
    },
    RGB {
        @Override
        void toRgb(byte[] samples, int at, byte[] rgb, int to) {
            System.arraycopy(samples, at, rgb, to, 3);
        }
    },
    YCBCR {
        @Override
        void toRgb(byte[] samples, int at, byte[] rgb, int to) {
            int y = Byte.toUnsignedInt(samples[at]);
            int blue = Byte.toUnsignedInt(samples[at + 1]) - 128;
            int red = Byte.toUnsignedInt(samples[at + 2]) - 128;
            rgb[to] = clamp(y + round(fixed(1.402) * red));
            rgb[to + 1] = clamp(y + round(-fixed(0.34414) * blue - fixed(0.71414) * red));
            rgb[to + 2] = clamp(y + round(fixed(1.772) * blue));
        }
    },
    CMYK {
        @Override
        void toRgb(byte[] samples, int at, byte[] rgb, int to) {
            for (int channel = 0; channel < 3; channel++) {
                int ink = 255 - Byte.toUnsignedInt(samples[at + channel]);
                rgb[to + channel] = absorb(ink, samples[at + 3]);
            }
        }
    },
    /** The inks cyan, magenta and yellow, transformed to YCbCr, and black. */
    YCCK {
        @Override
        void toRgb(byte[] samples, int at, byte[] rgb, int to) {
            YCBCR.toRgb(samples, at, rgb, to);
            for (int channel = 0; channel < 3; channel++) {
                rgb[to + channel] = absorb(Byte.toUnsignedInt(rgb[to + channel]), samples[at + 3]);
            }
        }
    };

    /** The transform of a file that has no Adobe segment. */
    static final int NO_ADOBE = -1;

    private static final int FRACTION_BITS = 16;
    private static final List<Integer> RGB_IDS = List.of((int) 'R', (int) 'G', (int) 'B');

    /**
     * Returns the colour space that libjpeg assumes.
     *
     * @param jfif whether there is a JFIF segment, which takes precedence over the Adobe segment
     * @param adobe the transform in the Adobe segment, or {@link #NO_ADOBE}
     */
    static JpegColourSpace of(List<JpegFrame.Component> components, boolean jfif, int adobe) {
        return switch (components.size()) {
            case 1 -> GREY;
            case 3 -> {
                boolean named = components.stream()
                        .map(JpegFrame.Component::id)
                        .toList()
                        .equals(RGB_IDS);
                boolean rgb = adobe == NO_ADOBE ? named : adobe == 0;
                yield rgb && !jfif ? RGB : YCBCR;
            }
            default -> adobe == NO_ADOBE || adobe == 0 ? CMYK : YCCK;
        };
    }

    /** Converts the pixel whose samples begin at {@code at}, and writes its red, green and blue at {@code to}. */
    abstract void toRgb(byte[] samples, int at, byte[] rgb, int to);

    private static int fixed(double factor) {
        return (int) (factor * (1 << FRACTION_BITS) + 0.5);
    }

    private static int round(int fixed) {
        return (fixed + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
    }

    private static byte clamp(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }

    /** Returns the light that a coloured ink leaves of the light that black ink has left. */
    private static byte absorb(int ink, byte afterBlack) {
        int light = Byte.toUnsignedInt(afterBlack);
        int product = ink * light + 128;
        return (byte) (light - ((product + (product >> 8)) >> 8));
    }
}
