/**
 * From noise to latents: the schedule, the packing of latents into tokens, the noise and the denoising loop.
 *
 * <p>{@code flux@802fb47} stands for <a
 * href="https://github.com/black-forest-labs/flux/tree/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux">black-forest-labs/flux</a>
 * at that commit, diffusers 58eb52c for <a
 * href="https://github.com/huggingface/diffusers/tree/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers">huggingface/diffusers</a>.
 */
package org.flux4j.sampling;
