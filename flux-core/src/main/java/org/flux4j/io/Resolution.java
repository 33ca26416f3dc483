package org.flux4j.io;

/** The size of a picture in pixels. */
public record Resolution(int width, int height) {}
