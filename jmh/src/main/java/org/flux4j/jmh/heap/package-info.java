/** The size and layout of objects on the Java heap, as measured by JOL. No other package uses JOL. */
package org.flux4j.jmh.heap;
