package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The tokenizer of CLIP. {@link ClipText} splits the text into words, {@link Bpe} encodes them, and the result is framed by
 * {@code <|startoftext|>} and {@code <|endoftext|>}.
 *
 * <p>Equivalent to CLIPTokenizer of Hugging Face transformers 5. The vocabulary and the special tokens come from the folder.
 * How a text is normalized, split and framed is fixed, whatever tokenizer.json says.
 */
public final class ClipTokenizer implements Tokenizer {
    private static final Map<String, String> ROLES = Map.of(
            "bos_token", "<|startoftext|>",
            "eos_token", "<|endoftext|>",
            "unk_token", "<|endoftext|>",
            "pad_token", "<|endoftext|>");

    private final AddedTokens added;
    private final Bpe bpe;
    private final Frame frame;

    private ClipTokenizer(AddedTokens added, Bpe bpe, Frame frame) {
        this.added = added;
        this.bpe = bpe;
        this.frame = frame;
    }

    /**
     * Loads the tokenizer in a folder, from tokenizer.json or else vocab.json and merges.txt. The special tokens are those of
     * tokenizer_config.json and special_tokens_map.json.
     *
     * @throws BadInputException if a file is missing or holds anything else
     */
    public static ClipTokenizer load(Path path) {
        TokenizerFolder folder = new TokenizerFolder(path);
        JsonNode tokenizer = folder.object(TokenizerFolder.TOKENIZER);
        BpeFiles files;
        if (folder.has(TokenizerFolder.TOKENIZER)) {
            files = BpeFiles.of(folder.file(TokenizerFolder.TOKENIZER), tokenizer);
        } else if (folder.has("vocab.json") && folder.has("merges.txt")) {
            files = BpeFiles.read(folder.file("vocab.json"), folder.file("merges.txt"));
        } else {
            throw new BadInputException(path + ": expected tokenizer.json, or vocab.json and merges.txt");
        }
        SpecialTokens special = new SpecialTokens(folder, tokenizer, ROLES, List.of());
        Vocabulary all = files.vocabulary().with(special.contents());
        AddedTokens added = new AddedTokens(special.tokens(), all, ClipText::normalize);
        Bpe bpe = new Bpe(files.source(), files.vocabulary().ids(), files.merges(), special.id("unk_token", all));
        List<Integer> begin = List.of(special.id("bos_token", all));
        Frame frame = new Frame(begin, special.id("eos_token", all), special.id("pad_token", all));
        return new ClipTokenizer(added, bpe, frame);
    }

    @Override
    public int[] encode(String text, int maxLength) {
        int[] ids = added.encode(text, between -> ClipText.words(between).flatMapToInt(bpe::encode));
        return frame.around(ids, maxLength);
    }
}
