package org.flux4j.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A function that decodes the picture which an ImageIO reader has as its input. */
@FunctionalInterface
interface Decoder {
    /** Decodes the input of a reader. */
    Picture decode(ImageReader reader) throws IOException;

    /** Decodes a picture with the given reader, then closes the stream and disposes of the reader. */
    default Picture decode(ImageReader reader, ImageInputStream picture) throws IOException {
        try (picture) {
            reader.setInput(picture, true, true);
            return decode(reader);
        } finally {
            reader.dispose();
        }
    }

    /** Decodes a picture with the JDK's own reader, even if plugins for the same format are installed. */
    default Picture decodeWithJdk(String format, byte[] picture) throws IOException {
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
