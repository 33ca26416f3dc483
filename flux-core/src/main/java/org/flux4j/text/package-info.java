/** Tokenizers: from a text to the ids that the text encoders take. */
package org.flux4j.text;
