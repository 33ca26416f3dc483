package org.flux4j.pipeline;

import org.flux4j.model.ClipTextEncoder;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.text.Tokenizer;

/** Encodes a sentence for the transformer: CLIP pools it into one vector, T5 turns it into a sequence of tokens. */
public record PromptEncoder(Tokenizer clipTokenizer, ClipTextEncoder clip, Tokenizer t5Tokenizer, T5Encoder t5) {
    /** The length of the texts that CLIP was trained on. */
    private static final int CLIP_TOKENS = 77;

    /**
     * An encoded prompt.
     *
     * @param txt [L, C]: T5's hidden states
     * @param y [V]: CLIP's pooled output
     */
    public record Prompt(Tensor txt, Tensor y) {}

    /** Encodes a text; T5 sees exactly that many tokens of it, cut or padded. */
    public Prompt encode(Operators ops, String text, int t5Tokens) {
        int[] clipTokens = clipTokenizer.encode(text, CLIP_TOKENS);
        int[] tokens = t5Tokenizer.encode(text, t5Tokens);
        Tensor y = Recorded.run(ops, none -> clip.forward(ops, clipTokens));
        Tensor txt = Recorded.run(ops, none -> t5.forward(ops, tokens));
        return new Prompt(txt, y);
    }

    /** Returns the largest number of T5's tokens that the model was made for, as its tokenizer's folder tells it. */
    public int longestText() {
        return t5Tokenizer.longestText();
    }

    /** Returns whether T5 sees only the beginning of a text. CLIP sees 77 tokens at most, which does little harm. */
    boolean cuts(String text, int t5Tokens) {
        int[] longer = t5Tokenizer.encode(text, t5Tokens + 1);
        int[] empty = t5Tokenizer.encode("", t5Tokens + 1);
        return longer[t5Tokens] != empty[t5Tokens];
    }
}
