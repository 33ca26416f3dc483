/** Operators in tiles: kernels whose items share memory in groups, as a GPU wants it. */
package org.flux4j.tornado.tile;
