package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The tokenizer of T5. {@link PrecompiledCharsMap} normalizes the characters, {@link Metaspace} splits the text into words,
 * {@link Unigram} encodes them, and {@code </s>} follows.
 *
 * <p>Equivalent to T5Tokenizer (also T5TokenizerFast) of Hugging Face transformers 5. The pieces, the table of characters and
 * the special tokens come from the folder. How a text is split and framed is fixed, whatever tokenizer.json or the
 * normalizer_spec of spiece.model say, so both files of a model give the same ids. (Interpreted literally, as by transformers
 * 4, the tokenizer.json of FLUX.1 does not mark a word that follows a special token, and does not split words at U+0085.)
 */
public final class T5Tokenizer implements Tokenizer {
    private static final Map<String, String> ROLES =
            Map.of("eos_token", "</s>", "unk_token", "<unk>", "pad_token", "<pad>");

    private final AddedTokens added;
    private final Unigram unigram;
    private final Frame frame;
    private final int longestText;

    private T5Tokenizer(AddedTokens added, Unigram unigram, Frame frame, int longestText) {
        this.added = added;
        this.unigram = unigram;
        this.frame = frame;
        this.longestText = longestText;
    }

    /**
     * Loads the tokenizer in a folder, from tokenizer.json or else spiece.model, whose pieces are followed by {@code
     * <extra_id_99>} to {@code <extra_id_0>}. The special tokens are those of tokenizer_config.json and
     * special_tokens_map.json.
     *
     * @throws BadInputException if a file is missing or holds anything else
     */
    public static T5Tokenizer load(Path path) {
        TokenizerFolder folder = new TokenizerFolder(path);
        JsonNode tokenizer = folder.object(TokenizerFolder.TOKENIZER);
        ExtraIds extraIds = ExtraIds.of(folder);
        UnigramFiles files;
        if (folder.has(TokenizerFolder.TOKENIZER)) {
            files = UnigramFiles.of(folder.file(TokenizerFolder.TOKENIZER), tokenizer);
        } else if (folder.has("spiece.model")) {
            files = SentencePieceModel.read(folder.file("spiece.model")).with(extraIds.pieces());
        } else {
            throw new BadInputException(path + ": expected tokenizer.json or spiece.model");
        }
        SpecialTokens special = new SpecialTokens(folder, tokenizer, ROLES, extraIds.beside(files.marks()));
        Unigram unigram = new Unigram(files.pieces());
        Vocabulary all = unigram.vocabulary().with(special.contents());
        AddedTokens added = new AddedTokens(special.tokens(), all, files.normalizer());
        Frame frame = new Frame(List.of(), special.id("eos_token", all), special.id("pad_token", all));
        return new T5Tokenizer(added, unigram, frame, folder.longestText());
    }

    @Override
    public int[] encode(String text, int maxLength) {
        int[] ids = added.encode(text, between -> Metaspace.words(between).flatMapToInt(unigram::encode));
        return frame.around(ids, maxLength);
    }

    @Override
    public int longestText() {
        return longestText;
    }
}
