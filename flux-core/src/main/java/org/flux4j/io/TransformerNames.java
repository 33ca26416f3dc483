package org.flux4j.io;

/**
 * The names of the transformer: {@code Flux} of the official code on the left, {@code FluxTransformer2DModel} of diffusers
 * on the right.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/scripts/convert_flux_to_diffusers.py">convert_flux_to_diffusers.py</a>.
 */
final class TransformerNames {
    static final NameTable TABLE = new NameTable("FLUX transformer", """
            img_in.*                                        x_embedder.*
            txt_in.*                                        context_embedder.*
            time_in.in_layer.*                              time_text_embed.timestep_embedder.linear_1.*
            time_in.out_layer.*                             time_text_embed.timestep_embedder.linear_2.*
            guidance_in.in_layer.*                          time_text_embed.guidance_embedder.linear_1.*
            guidance_in.out_layer.*                         time_text_embed.guidance_embedder.linear_2.*
            vector_in.in_layer.*                            time_text_embed.text_embedder.linear_1.*
            vector_in.out_layer.*                           time_text_embed.text_embedder.linear_2.*
            double_blocks.#.img_mod.lin.*                   transformer_blocks.#.norm1.linear.*
            double_blocks.#.img_attn.qkv.*                  transformer_blocks.#.attn.{to_q, to_k, to_v}.*
            double_blocks.#.img_attn.norm.query_norm.scale  transformer_blocks.#.attn.norm_q.weight
            double_blocks.#.img_attn.norm.key_norm.scale    transformer_blocks.#.attn.norm_k.weight
            double_blocks.#.img_attn.proj.*                 transformer_blocks.#.attn.to_out.0.*
            double_blocks.#.img_mlp.0.*                     transformer_blocks.#.ff.net.0.proj.*
            double_blocks.#.img_mlp.2.*                     transformer_blocks.#.ff.net.2.*
            double_blocks.#.txt_mod.lin.*                   transformer_blocks.#.norm1_context.linear.*
            double_blocks.#.txt_attn.qkv.*                  transformer_blocks.#.attn.{add_q_proj, add_k_proj, add_v_proj}.*
            double_blocks.#.txt_attn.norm.query_norm.scale  transformer_blocks.#.attn.norm_added_q.weight
            double_blocks.#.txt_attn.norm.key_norm.scale    transformer_blocks.#.attn.norm_added_k.weight
            double_blocks.#.txt_attn.proj.*                 transformer_blocks.#.attn.to_add_out.*
            double_blocks.#.txt_mlp.0.*                     transformer_blocks.#.ff_context.net.0.proj.*
            double_blocks.#.txt_mlp.2.*                     transformer_blocks.#.ff_context.net.2.*
            single_blocks.#.modulation.lin.*                single_transformer_blocks.#.norm.linear.*
            single_blocks.#.linear1.*                       single_transformer_blocks.#.{attn.to_q, attn.to_k, attn.to_v, proj_mlp}.*
            single_blocks.#.norm.query_norm.scale           single_transformer_blocks.#.attn.norm_q.weight
            single_blocks.#.norm.key_norm.scale             single_transformer_blocks.#.attn.norm_k.weight
            single_blocks.#.linear2.*                       single_transformer_blocks.#.proj_out.*
            final_layer.adaLN_modulation.1.*                norm_out.linear.*   halves swapped
            final_layer.linear.*                            proj_out.*
            """);

    private TransformerNames() {}
}
