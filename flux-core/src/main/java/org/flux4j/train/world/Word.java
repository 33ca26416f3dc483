package org.flux4j.train.world;

import java.util.Locale;

/** An enum constant that is spoken of in captions and instructions. */
interface Word {
    /** Returns the name of the constant. */
    String name();

    /** Returns the word for the constant, for example {@code "top left"} for {@code TOP_LEFT}. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
