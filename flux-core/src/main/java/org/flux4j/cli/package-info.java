/** The command line: a class for each command, which parses its options and calls the other packages. */
package org.flux4j.cli;
