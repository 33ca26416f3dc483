/**
 * From a prompt, and for Kontext from pictures to refer to, to a picture: {@link org.flux4j.pipeline.FluxPipeline#run} is the
 * whole path, top down. {@code Defaults} holds the default settings, {@link org.flux4j.pipeline.MemoryForecast} the memory
 * that a run takes.
 */
package org.flux4j.pipeline;
