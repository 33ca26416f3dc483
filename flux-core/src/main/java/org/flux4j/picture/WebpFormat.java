package org.flux4j.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;

/**
 * The WebP format, decoded by TwelveMonkeys. The decoder receives only the picture, as it would apply a colour profile.
 */
final class WebpFormat implements PictureFormat {
    /** The number of pixels that any file may have: a picture of a single colour takes a few bytes, whatever its size. */
    private static final long MIN_LIMIT = 4096 * 4096;

    @Override
    public String name() {
        return "WebP";
    }

    @Override
    public boolean matches(byte[] file) {
        String header = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
        return header.startsWith("RIFF") && header.endsWith("WEBP");
    }

    @Override
    public Picture read(byte[] file) throws IOException {
        WebpFile webp = new WebpFile(file);
        Decoder decoder = reader -> {
            Resolution frame = new Resolution(reader.getWidth(0), reader.getHeight(0));
            checkSize(frame, file);
            checkSize(webp.canvasSize(frame), file);
            return webp.canvas(RgbConverter.convert(reader.read(0)));
        };
        ImageReader twelveMonkeys = new WebPImageReaderSpi().createReaderInstance(null);
        try {
            Picture stored = decoder.decode(twelveMonkeys, new FiniteInput(webp.minimalFile()));
            return webp.metadata().orientation().apply(stored);
        } catch (OutOfMemoryError e) {
            throw new IOException(e); // a few bytes can request any number of transforms of all pixels
        }
    }

    private static void checkSize(Resolution size, byte[] file) throws RefusedPictureException {
        if ((long) size.width() * size.height() > MIN_LIMIT) {
            PixelLimit.check(size.width(), size.height(), file);
        }
    }
}
