package org.flux4j.picture;

import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * The JPEG format. The JDK decodes the samples of the components; the colour space and its conversion to RGB are not
 * left to the JDK, because its rules differ from libjpeg's.
 */
final class JpegFormat implements PictureFormat {
    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public boolean matches(byte[] file) {
        return file.length > 2 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8 && file[2] == (byte) 0xFF;
    }

    @Override
    public Picture read(byte[] file) throws IOException {
        JpegFile jpeg = new JpegFile(file);
        PixelLimit.check(jpeg.frame().width(), jpeg.frame().height(), file);
        Decoder decoder = reader -> toRgb(samples(reader), jpeg);
        return jpeg.metadata().orientation().apply(decoder.decodeWithJdk("jpeg", jpeg.minimalFile()));
    }

    /** Returns the samples, interleaved: for each pixel, one of each component. */
    private static byte[] samples(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        DataBufferByte samples = (DataBufferByte) reader.readRaster(0, null).getDataBuffer();
        if (warnings.stream().anyMatch(JpegFormat::meansCutOff)) {
            throw RefusedPictureException.cutOff();
        }
        return samples.getData();
    }

    /** Returns whether a warning of libjpeg means that the file ended within a scan, or before a restart marker. */
    private static boolean meansCutOff(String warning) {
        return warning.contains("premature end of data segment") || warning.contains("found marker 0xd9");
    }

    private static Picture toRgb(byte[] samples, JpegFile jpeg) {
        Picture picture = Picture.black(jpeg.frame().width(), jpeg.frame().height());
        int components = jpeg.frame().components().size();
        JpegUpsampling.interpolate(samples, jpeg.frame());
        JpegColourSpace colourSpace = jpeg.colourSpace();
        for (int at = 0, to = 0; to < picture.rgb().length; at += components, to += 3) {
            colourSpace.toRgb(samples, at, picture.rgb(), to);
        }
        return picture;
    }
}
