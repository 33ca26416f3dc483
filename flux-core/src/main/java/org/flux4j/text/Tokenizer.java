package org.flux4j.text;

/** Converts a text to the token ids that a text encoder takes. */
public interface Tokenizer {
    /**
     * Returns the ids of a text within its framing tokens, padded or truncated on the right to the given length. The end token
     * is kept when a text is truncated. Equivalent to {@code tokenizer(text, padding="max_length", truncation=True,
     * max_length=maxLength)} in Hugging Face transformers.
     *
     * @return input_ids [maxLength]
     * @throws IllegalArgumentException if the length is too small for the framing tokens
     */
    int[] encode(String text, int maxLength);

    /** Returns the largest length that the model was made for, if its folder tells it; otherwise any. */
    default int longestText() {
        return Integer.MAX_VALUE;
    }
}
