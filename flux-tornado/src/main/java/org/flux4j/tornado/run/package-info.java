/** The use of a device: kernels and their calls, each by itself or recorded as task graphs, and the memory they take. */
package org.flux4j.tornado.run;
