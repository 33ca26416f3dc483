package org.flux4j.picture;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the camera, or a program after it, noted beside a picture: Exif and XMP, either of which may be empty.
 *
 * <p>Source: Pillow 12.3 {@code Image.getexif}: XMP counts when Exif has no orientation, and is searched as plain text.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CameraNotes(byte[] exif, String xmp) {
    private static final Pattern ORIENTATION = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

    Orientation orientation() {
        OptionalInt noted = Exif.orientation(exif);
        return Orientation.of(noted.orElseGet(this::inXmp));
    }

    private int inXmp() {
        Matcher matcher = ORIENTATION.matcher(xmp);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }
}
