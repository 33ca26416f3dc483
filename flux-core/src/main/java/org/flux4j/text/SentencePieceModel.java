package org.flux4j.text;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;
import org.flux4j.io.InputFile;

/**
 * Reads the parts of a sentencepiece model that T5 needs. The file is a protobuf message.
 *
 * <p>Source of the field numbers: <a
 * href="https://github.com/google/sentencepiece/blob/v0.2.1/src/sentencepiece_model.proto">sentencepiece_model.proto</a>.
 */
final class SentencePieceModel {
    private static final int UNIGRAM = 1;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;

    private final String source;
    private final List<Unigram.Piece> pieces = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private UnaryOperator<String> normalizer = UnaryOperator.identity();

    private SentencePieceModel(String source) {
        this.source = source;
    }

    /**
     * Returns the content of a file.
     *
     * @throws BadInputException if it cannot be read, or is not the model of a Unigram tokenizer
     */
    static UnigramFiles read(Path file) {
        SentencePieceModel model = new SentencePieceModel(file.toString());
        model.readModel(new ProtobufReader(model.source, ByteBuffer.wrap(InputFile.bytes(file))));
        return new UnigramFiles(model.source, model.pieces, model.normalizer, model.marks);
    }

    private void readModel(ProtobufReader model) {
        while (model.next()) {
            switch (model.field()) {
                case 1 -> readPiece(model.message());
                case 2 -> readTrainerSpec(model.message());
                case 3 -> readNormalizerSpec(model.message());
                default -> {}
            }
        }
    }

    private void readPiece(ProtobufReader piece) {
        String text = "";
        float score = 0;
        int type = 0;
        while (piece.next()) {
            switch (piece.field()) {
                case 1 -> text = piece.text();
                case 2 -> score = piece.float32();
                case 3 -> type = piece.integer();
                default -> {}
            }
        }
        pieces.add(new Unigram.Piece(text, score));
        if (type == CONTROL || type == USER_DEFINED) {
            marks.add(text);
        }
    }

    private void readTrainerSpec(ProtobufReader trainer) {
        while (trainer.next()) {
            if (trainer.field() == 3 && trainer.integer() != UNIGRAM) {
                throw new BadInputException(
                        source + ": expected a Unigram model (type 1), found type " + trainer.integer());
            }
        }
    }

    private void readNormalizerSpec(ProtobufReader spec) {
        while (spec.next()) {
            if (spec.field() == 2 && spec.bytes().hasRemaining()) {
                String place = source + ": precompiled_charsmap";
                normalizer = new PrecompiledCharsMap(place, spec.bytes())::normalize;
            }
        }
    }
}
