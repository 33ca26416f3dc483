/** Functions of a number that kernels have in common. */
package org.flux4j.tornado.scalar;
