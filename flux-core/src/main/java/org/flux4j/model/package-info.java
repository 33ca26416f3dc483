/**
 * The model, written once against {@link org.flux4j.op.Operators}: the transformer, the autoencoder and the two text
 * encoders. Classes and weights carry the names of the code they mirror, so that both can be read side by side:
 *
 * <ul>
 *   <li>{@link org.flux4j.model.FluxTransformer} and its blocks: <a
 *       href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/model.py">model.py</a>
 *       and <a
 *       href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py">modules/layers.py</a>
 *   <li>{@link org.flux4j.model.AutoEncoder}: <a
 *       href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py">modules/autoencoder.py</a>
 *   <li>{@link org.flux4j.model.T5Encoder}: <a
 *       href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py</a>
 *   <li>{@link org.flux4j.model.ClipTextEncoder}: <a
 *       href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py">modeling_clip.py</a>
 * </ul>
 *
 * <p>A module is built from its parameters and its weights, and the constructor checks the shape of every weight; then
 * {@code forward} runs it on any operators. Shapes are commented as in the contract: [outer, …, inner].
 */
package org.flux4j.model;
