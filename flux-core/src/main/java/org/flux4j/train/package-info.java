/** Training: what the model is to learn, and how far it is from it. */
package org.flux4j.train;
