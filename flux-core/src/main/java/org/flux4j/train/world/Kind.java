package org.flux4j.train.world;

/** The kind of an example: one of seven kinds of edits, or a caption. */
public enum Kind implements Word {
    RECOLOR,
    RESHAPE,
    REMOVE,
    BACKGROUND,
    BOX,
    RESIZE,
    MOVE,
    CAPTION
}
