package org.flux4j.text;

/** Turns a text into the ids a text encoder takes. */
public interface Tokenizer {
    /**
     * The ids of a text, with the tokens that frame it, padded or cut on the right to the length asked for; the end token
     * stays when a text is cut. What {@code tokenizer(text, padding="max_length", truncation=True, max_length=maxLength)}
     * returns in Hugging Face transformers.
     *
     * @return input_ids [maxLength]
     * @throws IllegalArgumentException when not even the framing tokens fit
     */
    int[] encode(String text, int maxLength);
}
