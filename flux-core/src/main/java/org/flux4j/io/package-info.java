/** Files: weights in safetensors, model folders and their configurations. */
package org.flux4j.io;
