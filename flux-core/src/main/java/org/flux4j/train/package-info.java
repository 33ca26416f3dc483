/** Training: the loss of flow matching. */
package org.flux4j.train;
