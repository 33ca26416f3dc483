package org.flux4j.pipeline;

import java.util.LinkedHashMap;
import org.flux4j.model.ClipTextEncoder;
import org.flux4j.model.FiniteOperators;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.text.Tokenizer;

/** Encodes a sentence for the transformer: CLIP pools it into one vector, T5 turns it into a sequence of tokens. */
public final class PromptEncoder {
    /** The length of the texts that CLIP was trained on. */
    private static final int CLIP_TOKENS = 77;

    /** The token embedding of a T5 whose files are worth a garbage collection has this size, in bytes; that of FLUX.1 far more. */
    private static final long LARGE = 16 << 20;

    /** The most prompts that are remembered, each of which takes some megabytes. */
    private static final int MOST_REMEMBERED = 4;

    /**
     * An encoded prompt.
     *
     * @param txt [L, C]: T5's hidden states
     * @param y [V]: CLIP's pooled output
     */
    public record Prompt(Tensor txt, Tensor y) {}

    private record Text(String text, int t5Tokens) {}

    private final Tokenizer clipTokenizer;
    private final Tokenizer t5Tokenizer;
    private ClipTextEncoder clip; // null once it was let go, as T5
    private T5Encoder t5;
    private final LinkedHashMap<Text, Prompt> remembered = new LinkedHashMap<>(); // the one used last at the end

    /** Creates an encoder. */
    public PromptEncoder(Tokenizer clipTokenizer, ClipTextEncoder clip, Tokenizer t5Tokenizer, T5Encoder t5) {
        this.clipTokenizer = clipTokenizer;
        this.clip = clip;
        this.t5Tokenizer = t5Tokenizer;
        this.t5 = t5;
    }

    /** Returns the tokenizer of CLIP. */
    public Tokenizer clipTokenizer() {
        return clipTokenizer;
    }

    /** Returns CLIP. */
    public ClipTextEncoder clip() {
        return clip;
    }

    /** Returns the tokenizer of T5. */
    public Tokenizer t5Tokenizer() {
        return t5Tokenizer;
    }

    /** Returns T5. */
    public T5Encoder t5() {
        return t5;
    }

    /** Encodes a text; T5 sees exactly that many tokens of it, cut or padded. */
    public Prompt encode(Operators ops, String text, int t5Tokens) {
        int[] clipTokens = clipTokenizer.encode(text, CLIP_TOKENS);
        int[] tokens = t5Tokenizer.encode(text, t5Tokens);
        ClipTextEncoder first = clip;
        T5Encoder second = t5;
        Tensor y = Recorded.run(ops, none -> first.forward(ops, clipTokens));
        Tensor txt = Recorded.run(ops, none -> second.forward(ops, tokens));
        return new Prompt(txt, y);
    }

    /**
     * Returns a text as {@link #encode} does, and remembers it: the last few texts are not encoded again, whichever
     * operators encoded them.
     *
     * @throws ArithmeticException if an element is not finite
     */
    public synchronized Prompt encodeOnce(Operators ops, String text, int t5Tokens) {
        Text key = new Text(text, t5Tokens);
        Prompt prompt = remembered.remove(key);
        if (prompt == null) {
            Prompt encoded = encode(ops, text, t5Tokens);
            Tensor y = finite(encoded.y());
            prompt = new Prompt(finite(encoded.txt()), y);
        }
        remembered.putLast(key, prompt);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.pollFirstEntry();
        }
        return prompt;
    }

    /**
     * Lets go of CLIP and T5, so that their files need not stay in memory; from then on, only remembered texts can be encoded.
     * A file is unmapped when the garbage collector finds it unused, which it is therefore asked to do, unless the files are
     * too small to be worth a pause.
     */
    void letGo() {
        if (t5 != null) {
            boolean large = t5.embeddingSize() >= LARGE;
            clip = null;
            t5 = null;
            if (large) {
                System.gc();
            }
        }
    }

    /** Returns a copy of a tensor that outlives scopes and operators, once it is known to be finite. */
    private static Tensor finite(Tensor tensor) {
        Tensor copy = Tensor.of(tensor.shape(), tensor.data().clone());
        FiniteOperators.check(copy);
        return copy;
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
