/** Pictures: reads PNG, JPEG and WebP files, resizes pictures, draws a box on them, and writes PNG files. */
package org.flux4j.picture;
