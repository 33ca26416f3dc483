package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flux4j.BadInputException;

/**
 * The tokens that a folder names beside its vocabulary. Roles such as pad_token come from tokenizer_config.json. Added tokens
 * come from its added_tokens_decoder or, if it has none, from special_tokens_map.json, added_tokens.json and tokenizer.json.
 *
 * <p>Equivalent to PreTrainedTokenizerBase._from_pretrained and TokenizersBackend.__init__ of transformers 5.
 */
final class SpecialTokens {
    private static final List<String> ROLES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final TokenizerFolder folder;
    private final Map<String, AddedToken> roles = new HashMap<>();
    private final Map<Integer, AddedToken> numbered = new TreeMap<>();
    private final List<AddedToken> extra = new ArrayList<>();

    /**
     * Reads the special tokens of a folder.
     *
     * @param tokenizer the content of tokenizer.json; an empty object if there is none
     * @param rolesDefault the tokens of roles that the folder does not name
     * @param extraDefault the additional tokens of a folder that names none
     * @throws BadInputException if a file cannot be read or holds anything else
     */
    SpecialTokens(
            TokenizerFolder folder,
            JsonNode tokenizer,
            Map<String, String> rolesDefault,
            List<AddedToken> extraDefault) {
        this.folder = folder;
        rolesDefault.forEach((role, name) -> roles.put(role, AddedToken.special(name)));
        JsonNode config = folder.config();
        Path configFile = folder.file(TokenizerFolder.CONFIG);
        readRoles(configFile, config);
        if (config.hasNonNull("added_tokens_decoder")) {
            readDecoder(configFile, config.get("added_tokens_decoder"));
        } else {
            readRoles(folder.file("special_tokens_map.json"), folder.object("special_tokens_map.json"));
            readLegacy(folder.file("added_tokens.json"), folder.object("added_tokens.json"));
            readList(folder.file(TokenizerFolder.TOKENIZER), tokenizer.path("added_tokens"));
        }
        if (extra.isEmpty()) {
            extra.addAll(extraDefault);
        }
    }

    /**
     * Returns the id of the token that has the given role.
     *
     * @throws BadInputException if there is none
     */
    int id(String role, Vocabulary vocabulary) {
        AddedToken token = roles.get(role);
        if (token == null) {
            throw new BadInputException(folder.path() + ": expected a " + role + ", found none");
        }
        return vocabulary.ids().get(token.content());
    }

    /** Returns the tokens that are to be found in a text. */
    Collection<AddedToken> tokens() {
        return byContent().values();
    }

    /** Returns the names of the tokens, each once. */
    Collection<String> contents() {
        return byContent().keySet();
    }

    /** Returns the tokens by their names. The settings of a token that is listed with an id are those of the list. */
    private Map<String, AddedToken> byContent() {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        numbered.values().forEach(token -> tokens.put(token.content(), token));
        List<AddedToken> unlisted = new ArrayList<>();
        ROLES.stream().map(roles::get).filter(token -> token != null).forEach(unlisted::add);
        unlisted.addAll(extra);
        unlisted.removeIf(token -> tokens.containsKey(token.content()));
        unlisted.forEach(token -> tokens.put(token.content(), token));
        return tokens;
    }

    private void readRoles(Path file, JsonNode object) {
        for (String role : ROLES) {
            if (object.has(role)) {
                JsonNode token = object.get(role);
                roles.put(role, token.isNull() ? null : AddedToken.read(file + ": " + role, token));
            }
        }
        for (String key : List.of("additional_special_tokens", "extra_special_tokens")) {
            List<AddedToken> tokens = new ArrayList<>();
            object.path(key).forEach(token -> tokens.add(AddedToken.read(file + ": " + key, token)));
            if (!tokens.isEmpty()) {
                extra.clear();
                extra.addAll(tokens);
            }
        }
    }

    private void readDecoder(Path file, JsonNode decoder) {
        if (!decoder.isObject()) {
            throw new BadInputException(file + ": added_tokens_decoder: expected an object");
        }
        decoder.properties().forEach(entry -> {
            String place = file + ": added_tokens_decoder: " + entry.getKey();
            try {
                numbered.put(Integer.valueOf(entry.getKey()), AddedToken.read(place, entry.getValue()));
            } catch (NumberFormatException e) {
                throw new BadInputException(place + ": expected an id", e);
            }
        });
    }

    /** Reads a file of names and ids alone. A token without a role is an ordinary one, found in normalized text. */
    private void readLegacy(Path file, JsonNode object) {
        List<String> special = new ArrayList<>();
        roles.values().stream()
                .filter(token -> token != null)
                .map(AddedToken::content)
                .forEach(special::add);
        extra.stream().map(AddedToken::content).forEach(special::add);
        object.properties().forEach(entry -> {
            String content = entry.getKey();
            AddedToken token = new AddedToken(content, !special.contains(content), false, false, false);
            numbered.put(Vocabulary.id(file + ": '" + content + "'", entry.getValue()), token);
        });
    }

    private void readList(Path file, JsonNode list) {
        String place = file + ": added_tokens";
        list.forEach(token -> numbered.put(Vocabulary.id(place, token.path("id")), AddedToken.read(place, token)));
    }
}
