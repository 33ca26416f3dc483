/** Composite operators in one kernel, which does not write what lies between. */
package org.flux4j.tornado.fused;
