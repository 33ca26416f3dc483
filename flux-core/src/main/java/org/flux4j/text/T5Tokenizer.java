package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * T5's tokenizer: {@link PrecompiledCharsMap} normalizes the characters, {@link Metaspace} parts and marks the words,
 * {@link Unigram} encodes them, {@code </s>} ends them.
 *
 * <p>The same as T5Tokenizer (also called T5TokenizerFast) of Hugging Face transformers 5. It takes the pieces, the table
 * of characters and the special tokens from the folder; how a text is split and framed is the class's own, whatever
 * tokenizer.json or the normalizer_spec of spiece.model say. So both files of one model give the same ids. (Run as it
 * stands, as transformers 4 did, the tokenizer.json of FLUX.1 marks no word right after a special token in the text, and
 * does not part words at U+0085.)
 */
public final class T5Tokenizer implements Tokenizer {
    private static final Map<String, String> ROLES =
            Map.of("eos_token", "</s>", "unk_token", "<unk>", "pad_token", "<pad>");

    private final AddedTokens added;
    private final Unigram unigram;
    private final Frame frame;

    private T5Tokenizer(AddedTokens added, Unigram unigram, Frame frame) {
        this.added = added;
        this.unigram = unigram;
        this.frame = frame;
    }

    /**
     * The tokenizer in a folder: tokenizer.json or, where there is none, spiece.model, after whose pieces come
     * {@code <extra_id_99>} to {@code <extra_id_0>}; with what tokenizer_config.json and special_tokens_map.json say of the
     * special tokens.
     *
     * @throws BadInputException when a file is missing or holds something else
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
        return new T5Tokenizer(added, unigram, frame);
    }

    @Override
    public int[] encode(String text, int maxLength) {
        int[] ids = added.encode(text, between -> Metaspace.words(between).flatMapToInt(unigram::encode));
        return frame.around(ids, maxLength);
    }
}
