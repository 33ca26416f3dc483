package org.flux4j.io;

/**
 * The names of the autoencoder: {@code AutoEncoder} of the official code on the left, {@code AutoencoderKL} of diffusers on
 * the right, which counts the up blocks of its decoder in the opposite order. The last four lines are the names that older
 * versions of diffusers gave to the attention.
 *
 * <p>Source: {@code convert_ldm_vae_checkpoint} in <a
 * href="https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers/loaders/single_file_utils.py">single_file_utils.py</a>.
 */
final class AutoEncoderNames {
    static final NameTable TABLE = new NameTable("FLUX autoencoder", """
            @.conv_in.*                             @.conv_in.*
            encoder.down.#.block.#.norm1.*          encoder.down_blocks.#.resnets.#.norm1.*
            encoder.down.#.block.#.conv1.*          encoder.down_blocks.#.resnets.#.conv1.*
            encoder.down.#.block.#.norm2.*          encoder.down_blocks.#.resnets.#.norm2.*
            encoder.down.#.block.#.conv2.*          encoder.down_blocks.#.resnets.#.conv2.*
            encoder.down.#.block.#.nin_shortcut.*   encoder.down_blocks.#.resnets.#.conv_shortcut.*
            encoder.down.#.downsample.conv.*        encoder.down_blocks.#.downsamplers.0.conv.*
            @.mid.block_1.norm1.*                   @.mid_block.resnets.0.norm1.*
            @.mid.block_1.conv1.*                   @.mid_block.resnets.0.conv1.*
            @.mid.block_1.norm2.*                   @.mid_block.resnets.0.norm2.*
            @.mid.block_1.conv2.*                   @.mid_block.resnets.0.conv2.*
            @.mid.attn_1.norm.*                     @.mid_block.attentions.0.group_norm.*
            @.mid.attn_1.q.*                        @.mid_block.attentions.0.to_q.*   as 1x1 convolution
            @.mid.attn_1.k.*                        @.mid_block.attentions.0.to_k.*   as 1x1 convolution
            @.mid.attn_1.v.*                        @.mid_block.attentions.0.to_v.*   as 1x1 convolution
            @.mid.attn_1.proj_out.*                 @.mid_block.attentions.0.to_out.0.*   as 1x1 convolution
            @.mid.block_2.norm1.*                   @.mid_block.resnets.1.norm1.*
            @.mid.block_2.conv1.*                   @.mid_block.resnets.1.conv1.*
            @.mid.block_2.norm2.*                   @.mid_block.resnets.1.norm2.*
            @.mid.block_2.conv2.*                   @.mid_block.resnets.1.conv2.*
            decoder.up.#.block.#.norm1.*            decoder.up_blocks.~#.resnets.#.norm1.*
            decoder.up.#.block.#.conv1.*            decoder.up_blocks.~#.resnets.#.conv1.*
            decoder.up.#.block.#.norm2.*            decoder.up_blocks.~#.resnets.#.norm2.*
            decoder.up.#.block.#.conv2.*            decoder.up_blocks.~#.resnets.#.conv2.*
            decoder.up.#.block.#.nin_shortcut.*     decoder.up_blocks.~#.resnets.#.conv_shortcut.*
            decoder.up.#.upsample.conv.*            decoder.up_blocks.~#.upsamplers.0.conv.*
            @.norm_out.*                            @.conv_norm_out.*
            @.conv_out.*                            @.conv_out.*
            @.mid.attn_1.q.*                        @.mid_block.attentions.0.query.*   as 1x1 convolution
            @.mid.attn_1.k.*                        @.mid_block.attentions.0.key.*   as 1x1 convolution
            @.mid.attn_1.v.*                        @.mid_block.attentions.0.value.*   as 1x1 convolution
            @.mid.attn_1.proj_out.*                 @.mid_block.attentions.0.proj_attn.*   as 1x1 convolution
            """);

    private AutoEncoderNames() {}
}
