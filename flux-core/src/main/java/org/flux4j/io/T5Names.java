package org.flux4j.io;

/**
 * The names of the T5 encoder: those of Hugging Face on the left, those of llama.cpp on the right.
 *
 * <p>Source: <a href="https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/tensor_mapping.py">tensor_mapping.py</a>.
 */
final class T5Names {
    static final NameTable TABLE = new NameTable("T5 encoder", """
            shared.weight                                                           token_embd.weight
            encoder.final_layer_norm.weight                                         enc.output_norm.weight
            encoder.block.#.layer.0.layer_norm.weight                               enc.blk.#.attn_norm.weight
            encoder.block.#.layer.0.SelfAttention.q.weight                          enc.blk.#.attn_q.weight
            encoder.block.#.layer.0.SelfAttention.k.weight                          enc.blk.#.attn_k.weight
            encoder.block.#.layer.0.SelfAttention.v.weight                          enc.blk.#.attn_v.weight
            encoder.block.#.layer.0.SelfAttention.o.weight                          enc.blk.#.attn_o.weight
            encoder.block.#.layer.0.SelfAttention.relative_attention_bias.weight    enc.blk.#.attn_rel_b.weight
            encoder.block.#.layer.1.layer_norm.weight                               enc.blk.#.ffn_norm.weight
            encoder.block.#.layer.1.DenseReluDense.wi_0.weight                      enc.blk.#.ffn_gate.weight
            encoder.block.#.layer.1.DenseReluDense.wi_1.weight                      enc.blk.#.ffn_up.weight
            encoder.block.#.layer.1.DenseReluDense.wo.weight                        enc.blk.#.ffn_down.weight
            """);

    private T5Names() {}
}
