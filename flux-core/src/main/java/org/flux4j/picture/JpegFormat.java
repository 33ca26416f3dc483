package org.flux4j.picture;

import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * JPEG, decoded by the JDK as far as the samples of its components; what they stand for is found here, as the JDK decides
 * otherwise than libjpeg.
 */
final class JpegFormat implements PictureFormat {
    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public boolean starts(byte[] file) {
        return file.length > 2 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8 && file[2] == (byte) 0xFF;
    }

    @Override
    public Picture read(byte[] file) throws IOException {
        JpegFile jpeg = new JpegFile(file);
        PixelLimit.check(jpeg.frame().width(), jpeg.frame().height(), file);
        Decoder decoder = reader -> rgb(samples(reader), jpeg);
        return jpeg.notes().orientation().apply(decoder.decodeByJdk("jpeg", jpeg.essence()));
    }

    /** The samples of the components side by side, each component as large as the picture. */
    private static byte[] samples(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        DataBufferByte samples = (DataBufferByte) reader.readRaster(0, null).getDataBuffer();
        if (warnings.stream().anyMatch(JpegFormat::saysCutOff)) {
            throw RefusedPictureException.cutOff();
        }
        return samples.getData();
    }

    /** Whether libjpeg met the end while a scan lacked samples, or lacked one that should restart. */
    private static boolean saysCutOff(String warning) {
        return warning.contains("premature end of data segment") || warning.contains("found marker 0xd9");
    }

    private static Picture rgb(byte[] samples, JpegFile jpeg) {
        Picture picture = Picture.black(jpeg.frame().width(), jpeg.frame().height());
        int components = jpeg.frame().components().size();
        JpegRows.interpolate(samples, jpeg.frame());
        JpegColours colours = jpeg.colours();
        for (int at = 0, to = 0; to < picture.rgb().length; at += components, to += 3) {
            colours.toRgb(samples, at, picture.rgb(), to);
        }
        return picture;
    }
}
