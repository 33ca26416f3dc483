/** Files: weights in safetensors, model folders, golden cases. */
package org.flux4j.io;
