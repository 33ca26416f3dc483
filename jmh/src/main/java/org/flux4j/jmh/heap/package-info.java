/** What objects take on the Java heap, as JOL measures it. Nothing but this package knows JOL. */
package org.flux4j.jmh.heap;
