package org.flux4j.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;

/** WebP, decoded by TwelveMonkeys, which is given the picture alone: it would apply a colour profile. */
final class WebpFormat implements PictureFormat {
    private static final long MOST_OF_ONE_COLOUR = 4096 * 4096;

    @Override
    public String name() {
        return "WebP";
    }

    @Override
    public boolean starts(byte[] file) {
        String header = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
        return header.startsWith("RIFF") && header.endsWith("WEBP");
    }

    @Override
    public Picture read(byte[] file) throws IOException {
        WebpFile webp = new WebpFile(file);
        Decoder decoder = reader -> {
            Resolution frame = new Resolution(reader.getWidth(0), reader.getHeight(0));
            checkSize(frame, file);
            checkSize(webp.size(frame), file);
            return webp.whole(Samples.rgb(reader.read(0)));
        };
        ImageReader twelveMonkeys = new WebPImageReaderSpi().createReaderInstance(null);
        try {
            return webp.notes().orientation().apply(decoder.decode(twelveMonkeys, new FiniteInput(webp.essence())));
        } catch (OutOfMemoryError e) {
            throw new IOException(e); // a few bytes can repeat a transform of all pixels any number of times
        }
    }

    /** One colour takes a few bytes in any size, so that small pictures are never too large for their file. */
    private static void checkSize(Resolution size, byte[] file) throws RefusedPictureException {
        boolean isSmall = (long) size.width() * size.height() <= MOST_OF_ONE_COLOUR;
        if (!isSmall) {
            PixelLimit.check(size.width(), size.height(), file);
        }
    }
}
