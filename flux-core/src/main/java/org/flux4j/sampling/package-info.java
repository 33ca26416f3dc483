/**
 * Sampling, which leads from noise to a latent: the noise, the schedule, the positions of tokens and the denoising
 * loop.
 *
 * <p>Sources: {@code flux@802fb47} is <a
 * href="https://github.com/black-forest-labs/flux/tree/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux">black-forest-labs/flux</a>
 * at that commit, and diffusers 58eb52c is <a
 * href="https://github.com/huggingface/diffusers/tree/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers">huggingface/diffusers</a>.
 */
package org.flux4j.sampling;
