/** Pictures as people have them: reading, resizing, marking and writing. */
package org.flux4j.picture;
