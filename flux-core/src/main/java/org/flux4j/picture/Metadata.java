package org.flux4j.picture;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata of a picture file.
 *
 * <p>Source: Pillow 12.3 {@code Image.getexif}.
 *
 * @param exif the Exif metadata, possibly empty
 * @param xmp the XMP metadata, possibly empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Metadata(byte[] exif, String xmp) {
    private static final Pattern ORIENTATION = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

    /** Returns the orientation: that of Exif, or that of XMP if Exif has none. XMP is searched as plain text. */
    Orientation orientation() {
        OptionalInt fromExif = Exif.orientation(exif);
        return Orientation.of(fromExif.orElseGet(this::fromXmp));
    }

    private int fromXmp() {
        Matcher matcher = ORIENTATION.matcher(xmp);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }
}
