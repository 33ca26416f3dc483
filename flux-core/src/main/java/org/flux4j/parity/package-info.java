/**
 * Golden cases: inputs, weights, expected outputs and what to run, in one file each. Reading them, running them on any
 * backend, comparing, and reporting.
 */
package org.flux4j.parity;
