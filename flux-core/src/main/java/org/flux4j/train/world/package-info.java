/**
 * The drawn world: small pictures drawn by code, with captions, edits whose targets are known exactly, and the tests that tell
 * whether a model got them right.
 */
package org.flux4j.train.world;
