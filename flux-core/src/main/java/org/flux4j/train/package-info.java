/** Training: the loss of flow matching, and the tape that computes the gradients of a model. */
package org.flux4j.train;
