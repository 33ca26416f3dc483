/**
 * A sentence, and for Kontext a picture, goes in; a picture comes out: {@link org.flux4j.pipeline.FluxPipeline#run} is the
 * whole path, top down.
 */
package org.flux4j.pipeline;
