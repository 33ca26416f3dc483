/** Tokenizers: from a text to the ids the text encoders take. */
package org.flux4j.text;
