package org.flux4j.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What is done with an ImageIO reader that has a picture as its input. */
@FunctionalInterface
interface Decoder {
    Picture decode(ImageReader reader) throws IOException;

    /** Decodes a picture, and closes its stream and the reader. */
    default Picture decode(ImageReader reader, ImageInputStream picture) throws IOException {
        try (picture) {
            reader.setInput(picture, true, true);
            return decode(reader);
        } finally {
            reader.dispose();
        }
    }

    /** Decodes a picture by the JDK's own reader of a format, whatever plugins are installed beside it. */
    default Picture decodeByJdk(String format, byte[] picture) throws IOException {
        return decode(jdkReader(format), new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
    }

    private static ImageReader jdkReader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java cannot read " + format);
    }
}
