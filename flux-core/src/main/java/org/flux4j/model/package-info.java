/**
 * The model: the transformer, the autoencoder and the two text encoders, written once, against
 * {@link org.flux4j.op.Operators}. Classes and weights have the names of the official code, so that both can be read
 * side by side:
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
 * <p>The constructor of a module takes its sizes and its weights, and checks the shape of each weight; its method
 * {@code forward} applies the module with the given operators. Shapes are written as in
 * {@link org.flux4j.op.Operators}: [outer, …, inner].
 */
package org.flux4j.model;
