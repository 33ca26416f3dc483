/** From noise to latents: the schedule, the packing of latents into tokens, the noise and the denoising loop. */
package org.flux4j.sampling;
